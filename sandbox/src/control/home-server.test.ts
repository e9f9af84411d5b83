import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SandboxEvent } from '../core/events.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../testing/start-wechatpay-merchant.js'

let shop: WechatpayMerchant
beforeAll(async () => {
  shop = await startWechatpayMerchant()
})
afterAll(() => shop.stop())

interface Reply {
  status: number
  body: unknown
}

async function call(method: string, path: string, body?: unknown): Promise<Reply> {
  const answer = await fetch(`${shop.sandbox.homeUrl}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
}
/** fetch does not let a caller set these headers. */
function callWith(headers: Record<string, string>, path: string, method = 'POST'): Promise<number> {
  return new Promise((resolve, reject) => {
    const one = request(`${shop.sandbox.homeUrl}${path}`, { method, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    one.on('error', reject)
    one.end()
  })
}
async function placed(): Promise<string> {
  const body = shop.orderBody()
  await shop.raw('POST', '/v3/pay/transactions/native', body)
  return body.out_trade_no
}

describe('the control API', () => {
  it('hands out working credentials', async () => {
    const { body } = await call('GET', '/credentials')
    expect(body).toEqual(shop.sandbox.credentials)
    expect(JSON.stringify(body)).not.toContain('platformPrivateKey')
  })

  it('keeps idle connections longer than clients do, so that no call meets their end', async () => {
    const { headers } = await fetch(`${shop.sandbox.homeUrl}/control/clock`)
    const [, seconds] = /^timeout=(\d+)$/.exec(headers.get('keep-alive') ?? '') ?? []
    expect(Number(seconds)).toBeGreaterThanOrEqual(60)
  })

  it('pays, declines and tells the institution’s own record', async () => {
    const outTradeNo = await placed()
    expect(await call('POST', '/control/decline', { outTradeNo })).toMatchObject({
      body: { state: 'payable' },
    })
    expect(await call('POST', '/control/pay', { institution: 'wechatpay', outTradeNo })).toMatchObject({
      status: 200,
      body: { state: 'paid' },
    })
    const again = await call('POST', '/control/pay', { outTradeNo })
    expect(again).toMatchObject({ status: 409, body: { code: 'already_paid', zh: expect.any(String) } })
    const record = { institution: 'wechatpay', outTradeNo, state: 'SUCCESS', amountMinor: 1_000, refunds: [] }
    expect(await call('GET', `/control/orders/wechatpay/${outTradeNo}`)).toMatchObject({ body: record })
    expect(await call('GET', `/control/orders?outTradeNo=${outTradeNo}`)).toMatchObject({ body: [record] })
    expect((await call('GET', '/control/orders/alipay/NO_SUCH_ORDER')).status).toBe(404)
    expect((await call('POST', '/control/pay', { outTradeNo: 'NO_SUCH_ORDER' })).status).toBe(409)
  })

  it('a user without enough money stays payable; another wallet does not know the code', async () => {
    const outTradeNo = await placed()
    const poor = { wallet: 'wechat', id: 'poor', balanceMinor: 999 }
    expect((await call('POST', '/control/wallets', poor)).status).toBe(200)
    expect((await call('POST', '/control/wallets', poor)).status).toBe(409)
    const answer = await call('POST', '/control/pay', { outTradeNo, userId: 'poor' })
    expect(answer).toMatchObject({ status: 409, body: { code: 'not_enough' } })
    const code = shop.sandbox.control.order('wechatpay', outTradeNo)?.code
    expect(await call('POST', '/phone/api/look', { wallet: 'alipay', text: code })).toMatchObject({
      status: 409,
      body: { code: 'not_this_wallet', zh: expect.stringContaining('支付宝') },
    })
    const wrong = { wallet: 'wechat', text: code, password: '000000' }
    expect(await call('POST', '/phone/api/pay', wrong)).toMatchObject({ body: { code: 'wrong_password' } })
    const right = { wallet: 'wechat', text: code, password: '123456' }
    expect(await call('POST', '/phone/api/pay', right)).toMatchObject({
      status: 200,
      body: { state: 'paid' },
    })
    const history = (await call('GET', '/phone/api/history?wallet=wechat')).body as object[]
    expect(history[0]).toMatchObject({ kind: 'paid', outTradeNo, amountMinor: 1_000 })
  })

  it('shows open codes, newest first', async () => {
    const outTradeNo = await placed()
    const { body } = await call('GET', '/phone/api/codes')
    expect((body as object[])[0]).toMatchObject({ institution: 'wechat', outTradeNo, state: 'payable' })
  })

  it('keeps fault rules and refuses those that can never strike', async () => {
    const added = await call('POST', '/control/faults', { operation: 'native', effect: 'fail', times: 3 })
    expect(added).toMatchObject({ status: 200, body: { effect: 'fail', times: 3, struck: 0 } })
    const { id } = added.body as { id: string }
    expect((await call('GET', '/control/faults')).body).toHaveLength(1)
    expect((await call('DELETE', `/control/faults/${id}`)).status).toBe(204)
    expect((await call('DELETE', `/control/faults/${id}`)).status).toBe(404)
    expect((await call('POST', '/control/faults', { operation: 'natvie', effect: 'fail' })).status).toBe(400)
    expect((await call('POST', '/control/faults', { effect: 'explode' })).status).toBe(400)
    expect((await call('POST', '/control/faults', { effect: 'fail', surplus: 1 })).status).toBe(400)
    expect((await call('DELETE', '/control/faults')).status).toBe(204)
  })

  it('moves the clock', async () => {
    const before = (await call('GET', '/control/clock')).body as { nowMs: number }
    const frozen = await call('POST', '/control/clock', { mode: 'frozen', advanceMs: 60_000 })
    expect(frozen).toMatchObject({ body: { mode: 'frozen' } })
    expect((frozen.body as { nowMs: number }).nowMs).toBeGreaterThanOrEqual(before.nowMs + 60_000)
    expect((await call('POST', '/control/clock', { mode: 'advanced' })).body).toMatchObject({
      mode: 'advanced',
    })
    expect((await call('POST', '/control/clock', { advanceMs: -1 })).status).toBe(400)
    expect((await call('POST', '/control/clock', { mode: 'real' })).body).toMatchObject({ mode: 'real' })
  })

  it('notices: seen, sent again, sent altered; refunds: ended by hand', async () => {
    const outTradeNo = await placed()
    await call('POST', '/control/pay', { outTradeNo })
    await shop.sandbox.control.noticesIdle()
    const notices = (await call('GET', `/control/notices?outTradeNo=${outTradeNo}`)).body as Array<{
      id: string
    }>
    expect(notices).toMatchObject([{ state: 'acknowledged', event: 'TRANSACTION.SUCCESS' }])
    const resent = await call('POST', `/control/notices/${notices[0]?.id}/resend`)
    expect((resent.body as { tries: unknown[] }).tries).toHaveLength(2)
    const wish = { institution: 'wechatpay', outTradeNo, alter: 'forge' }
    expect((await call('POST', '/control/notices/send', wish)).status).toBe(200)
    expect((await call('POST', '/control/notices/none/resend')).status).toBe(404)
    expect((await call('POST', '/control/notices/none/release')).status).toBe(404)
    const finish = '/control/refunds/wechatpay/NO_SUCH_REFUND/finish'
    expect((await call('POST', finish, { state: 'SUCCESS' })).status).toBe(404)
  })

  it('describes itself: every path of the document is served', async () => {
    const { body } = await call('GET', '/openapi.json')
    const { paths } = body as { paths: Record<string, Record<string, object>> }
    expect(Object.keys(paths)).toContain('/control/orders/{institution}/{outTradeNo}')
    for (const [path, methods] of Object.entries(paths)) {
      for (const method of Object.keys(methods)) {
        if (path === '/control/reset') continue
        const reply = await call(
          method.toUpperCase(),
          path.replace(/\{\w+\}/g, 'x'),
          method === 'post' ? {} : undefined,
        )
        expect([path, reply.status < 500]).toEqual([path, true])
        if (reply.status === 404) expect(reply.body).toMatchObject({ en: 'There is no such record.' })
      }
    }
  })
})

describe('strangers', () => {
  it('another Host is refused (DNS rebinding)', async () => {
    expect(await callWith({ Host: 'evil.example' }, '/credentials', 'GET')).toBe(403)
    expect(await callWith({ Host: 'localhost:1' }, '/credentials', 'GET')).toBe(200)
    expect(await callWith({ Host: '[::1]:1' }, '/credentials', 'GET')).toBe(200)
  })

  it('writes from other sites are refused, links from them to the phone are not', async () => {
    const foreign = { Origin: 'https://shop.example', 'Sec-Fetch-Site': 'cross-site' }
    expect(await callWith(foreign, '/control/reset')).toBe(403)
    expect(await callWith(foreign, '/credentials', 'GET')).toBe(403)
    expect(await callWith({ Origin: 'null' }, '/control/reset')).toBe(403)
    const link = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }
    expect(await callWith(link, '/phone?open=x', 'GET')).toBe(200)
    expect(await callWith(link, '/', 'GET')).toBe(200)
  })

  it('has its pages for a browser, which takes them compressed', async () => {
    for (const path of ['/', '/phone', '/review']) {
      const headers = { 'accept-encoding': 'gzip, deflate, br' }
      const page = await fetch(`${shop.sandbox.homeUrl}${path}`, { headers })
      expect([path, page.status, page.headers.get('content-type')]).toEqual([
        path,
        200,
        'text/html; charset=utf-8',
      ])
    }
  })
})

describe('the event stream', () => {
  it('tells what is remembered, then what happens', async () => {
    const outTradeNo = await placed()
    const abort = new AbortController()
    const stream = await fetch(`${shop.sandbox.homeUrl}/control/events`, { signal: abort.signal })
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    const seen: SandboxEvent[] = []
    const decoder = new TextDecoder()
    let text = ''
    let asked = false
    for await (const part of stream.body!) {
      text += decoder.decode(part as Uint8Array, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1]
        if (data) seen.push(JSON.parse(data) as SandboxEvent)
      }
      const mine = seen.filter((event) => event.outTradeNo === outTradeNo)
      if (!asked && mine.some(({ kind }) => kind === 'call')) {
        asked = true
        await call('POST', '/control/pay', { outTradeNo })
      }
      if (mine.some(({ kind }) => kind === 'notice')) break
    }
    abort.abort()
    const kinds = seen.filter((event) => event.outTradeNo === outTradeNo).map(({ kind }) => kind)
    expect(kinds).toEqual(['call', 'payment', 'notice'])
  })
})

describe('reset', () => {
  it('forgets orders, notices, faults, users and time; keys stay', async () => {
    await placed()
    await call('POST', '/control/faults', { effect: 'lose' })
    await call('POST', '/control/clock', { advanceMs: 1_000_000 })
    expect((await call('POST', '/control/reset')).status).toBe(204)
    expect((await call('GET', '/control/orders')).body).toEqual([])
    expect((await call('GET', '/control/faults')).body).toEqual([])
    expect((await call('GET', '/control/notices')).body).toEqual([])
    expect((await call('GET', '/control/clock')).body).toMatchObject({ mode: 'real' })
    expect((await call('GET', '/control/wallets')).body).toMatchObject([
      { id: 'wechat', balanceMinor: 1_000_000 },
      { id: 'alipay', balanceMinor: 1_000_000 },
    ])
    expect((await call('GET', '/credentials')).body).toEqual(shop.sandbox.credentials)
    expect((await call('GET', '/phone/api/history?wallet=wechat')).body).toEqual([])
    expect((await placed()).length).toBeGreaterThan(0)
  })
})
