import { rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { folderWithKeys } from '../testing/folder-with-keys.js'
import { type AcquirerUnderTest, OK_ANSWER, startAcquirerUnderTest } from './acquirer-under-test.js'

let under: AcquirerUnderTest
beforeAll(async () => {
  under = await startAcquirerUnderTest()
})
afterAll(() => under.stop())

const PREORDER = '/api/v3/labs/trans/preorder'
const QUERY = '/api/v3/labs/query/tradequery'

describe('who may call', () => {
  const body = () => JSON.stringify({ req_time: '20260101000000', version: '3.0', req_data: {} })

  it('answers strangers unsigned, and says which check failed', async () => {
    const codes = async (change: Parameters<AcquirerUnderTest['callRaw']>[2]) => {
      const { status, code, isSigned } = await under.callRaw(QUERY, body(), change)
      expect([status, isSigned]).toEqual([200, null])
      return code
    }
    expect(await codes({ authorization: null })).toBe('SBX40101')
    expect(await codes({ authorization: 'LKLAPI-SHA256withRSA appid="x"' })).toBe('SBX40101')
    expect(await codes({ timestampSeconds: Math.floor(under.sandbox.clock.nowMs() / 1000) - 301 })).toBe(
      'SBX40102',
    )
    expect(await codes({ serial: 'ab'.repeat(20) })).toBe('SBX40103')
  })

  it('verifies the raw body', async () => {
    const good = await under.callRaw(QUERY, body())
    expect([good.code, good.isSigned]).toEqual(['SBX40002', true])
    const { keys } = under
    const stolen = `LKLAPI-SHA256withRSA appid="${keys.appId}",nonce_str="abcdefghijkl",timestamp="${Math.floor(under.sandbox.clock.nowMs() / 1000)}",serial_no="${keys.merchantSerial}",signature="AAAA"`
    expect((await under.callRaw(QUERY, body(), { authorization: stolen })).code).toBe('SBX40104')
  })

  it('has nothing elsewhere, takes POST only, and cuts off a body of 10 MB', async () => {
    expect((await under.callRaw('/api/v3/nothing', '{}')).status).toBe(404)
    expect((await fetch(`${under.keys.baseUrl}${QUERY}`)).status).toBe(405)
    const { port, hostname } = new URL(under.keys.baseUrl)
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname)
      socket.on('error', reject)
      socket.on('data', (data) => {
        resolve(data.toString())
        socket.destroy()
      })
      socket.write(`POST ${QUERY} HTTP/1.1\r\nHost: a\r\nContent-Length: 10485760\r\n\r\n`)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  })
})

describe('faults', () => {
  it('answer late, never or wrongly, having acted or not', async () => {
    const fault = (effect: 'drop_after' | 'drop_before' | 'forge_answer' | 'fail' | 'not_enough') =>
      under.sandbox.control.addFault({ institution: 'acquirer', operation: 'preorder', effect, times: 1 })
    const acted = under.order()
    fault('drop_after')
    await expect(under.call(PREORDER, acted)).rejects.toThrow()
    expect(under.sandbox.control.order('acquirer', acted.out_trade_no)).not.toBeNull()
    const not = under.order()
    fault('drop_before')
    await expect(under.call(PREORDER, not)).rejects.toThrow()
    expect(under.sandbox.control.order('acquirer', not.out_trade_no)).toBeNull()
    fault('forge_answer')
    expect((await under.call(PREORDER, under.order())).isSigned).toBe(false)
    fault('fail')
    expect((await under.call(PREORDER, under.order())).code).toBe('SBX50000')
    fault('not_enough')
    expect((await under.call(PREORDER, under.order())).code).toBe('SBX40906')
  })

  it('names an operation that exists', () => {
    expect(() =>
      under.sandbox.control.addFault({ institution: 'acquirer', operation: 'native', effect: 'fail' }),
    ).toThrow(RangeError)
  })
})

describe('notices', () => {
  const pay = async () => {
    const order = under.order()
    await under.call(PREORDER, order)
    under.sandbox.control.pay({ outTradeNo: order.out_trade_no })
    return order.out_trade_no
  }

  it('come again until the body says SUCCESS', async () => {
    await under.sandbox.control.noticesIdle()
    const seen = under.received.length
    under.answerNotices(200, 'success')
    const outTradeNo = await pay()
    await under.notices(seen + 3)
    under.answerNotices(200, OK_ANSWER)
    const before = under.received.length
    await under.notices(before + 1)
    await under.sandbox.control.noticesIdle()
    const [notice] = under.sandbox.control.notices({ outTradeNo })
    expect(notice!.state).toBe('acknowledged')
    expect(under.received.slice(seen).every(({ isSigned }) => isSigned)).toBe(true)
  })

  it('are given up after the documented eleven deliveries', async () => {
    under.answerNotices(500, '')
    const outTradeNo = await pay()
    const state = () => under.sandbox.control.notices({ outTradeNo })[0]!
    while (state().state === 'waiting') {
      await under.sandbox.control.noticesIdle()
      under.sandbox.clock.advance(10_000)
      await under.sandbox.control.noticesIdle()
    }
    under.answerNotices(200, OK_ANSWER)
    expect([state().state, state().tries.length]).toEqual(['given_up', 11])
  })

  it.each([
    'forge',
    'unknown_serial',
    'corrupt',
    'stale',
    'wrong_amount',
    'other_merchant',
    'unknown_order',
  ] as const)('can be spoiled: %s', async (alter) => {
    const outTradeNo = await pay()
    await under.sandbox.control.noticesIdle()
    const seen = under.received.length
    under.sandbox.control.sendNotice({ institution: 'acquirer', outTradeNo, alter })
    await under.sandbox.control.noticesIdle()
    const { isSigned, timestamp, body } = under.received[seen]!
    expect(isSigned).toBe(!['forge', 'unknown_serial', 'corrupt'].includes(alter))
    const ageMs = under.sandbox.clock.nowMs() - timestamp * 1000
    expect(ageMs > 3_000_000).toBe(alter === 'stale')
    expect(body.total_amount === '1000').toBe(alter !== 'wrong_amount')
    expect(body.merchant_no === under.keys.merchantNo).toBe(!['other_merchant', 'corrupt'].includes(alter))
    expect(body.out_trade_no === outTradeNo).toBe(alter !== 'unknown_order')
  })
})

describe('after a restart', () => {
  it('orders, codes and keys are as they were', async () => {
    const dataFolder = await folderWithKeys()
    const first = await startAcquirerUnderTest({ dataFolder })
    const order = first.counter({ notify_url: '' })
    const { data } = await first.call('/api/v3/ccss/counter/order/special_create', order)
    const { serial, token } = {
      serial: first.keys.merchantSerial,
      token: String(data.counter_url).slice(-24),
    }
    await first.stop()
    const second = await startAcquirerUnderTest({ dataFolder })
    try {
      expect(second.keys.merchantSerial).toBe(serial)
      expect(second.sandbox.control.pay({ code: `${second.keys.baseUrl}/r/${token}` })).toMatchObject({
        state: 'paid',
        outTradeNo: order.out_order_no,
      })
    } finally {
      await second.stop()
      await rm(dataFolder, { recursive: true })
    }
  })
})
