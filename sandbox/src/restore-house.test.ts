import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { NoticeRecord } from './core/notices.js'
import type { Snapshot } from './core/snapshot.js'
import { type Sandbox, startSandbox } from './start-sandbox.js'
import { type NoticeInbox, startNoticeInbox } from './testing/start-notice-inbox.js'
import { startWechatpayMerchant, type WechatpayMerchant } from './testing/start-wechatpay-merchant.js'

// Keys are looked for, which takes a busy machine its time.
vi.setConfig({ testTimeout: 60_000 })

let shop: WechatpayMerchant
let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-restore-'))
  shop = await startWechatpayMerchant({ dataFolder: folder, noticeScale: 0.01 })
})
afterEach(async () => {
  await shop.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function call(sandbox: Sandbox, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${sandbox.homeUrl}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) }
}

async function place(change: object = {}): Promise<string> {
  const body = shop.orderBody(change)
  expect((await shop.raw('POST', '/v3/pay/transactions/native', body)).status).toBe(200)
  return body.out_trade_no
}

describe('a snapshot', () => {
  it('brings orders, codes, open refunds and unacknowledged notices back, and forgets what came after', async () => {
    const { sandbox, client } = shop
    const open = await place()
    const paid = await place()
    shop.inbox.answerWith(...Array<number>(40).fill(500))
    sandbox.control.pay({ outTradeNo: paid })
    sandbox.control.addFault({ operation: 'refund', effect: 'refund_processing', times: 1 })
    await client.refund({
      out_trade_no: paid,
      out_refund_no: 'HELD_REFUND',
      amount: { refund: 10, total: 1_000, currency: 'CNY' },
    })
    await shop.inbox.count(1)
    const snapshot = (await call(sandbox, 'GET', '/control/snapshot')).body as Snapshot
    const balance = sandbox.control.wallets()[0]!.balanceMinor

    const later = await place()
    sandbox.control.pay({ outTradeNo: open })
    expect(await call(sandbox, 'POST', '/control/snapshot', snapshot)).toEqual({ status: 204, body: null })

    // The merchant's client goes on with its address and keys as if nothing had happened.
    expect(await client.queryByOutTradeNo(open)).toMatchObject({ value: { trade_state: 'NOTPAY' } })
    expect(await client.queryByOutTradeNo(paid)).toMatchObject({ value: { trade_state: 'REFUND' } })
    expect(await client.queryByOutTradeNo(later)).toMatchObject({ outcome: 'refused' })
    expect(sandbox.control.wallets()[0]!.balanceMinor).toBe(balance)
    shop.inbox.answerWith()
    const before = shop.inbox.received.length
    await shop.inbox.count(before + 1)
    expect(sandbox.control.finishRefund('wechatpay', 'HELD_REFUND', 'SUCCESS')).toMatchObject({
      state: 'SUCCESS',
    })
    expect(sandbox.control.pay({ outTradeNo: open })).toMatchObject({ state: 'paid' })
  })

  it('can be taken to another sandbox, which then has its merchants and keys', async () => {
    const paid = await place()
    shop.sandbox.control.pay({ outTradeNo: paid })
    const other = await startSandbox({ seed: 9 })
    const strangers = { ...shop.sandbox.snapshot() }
    await other.restore(strangers)
    const { baseUrl: _own, ...keys } = shop.sandbox.credentials.wechatpay
    expect(other.credentials.wechatpay).toMatchObject(keys)
    expect(other.control.order('wechatpay', paid)).toMatchObject({ state: 'SUCCESS' })
    expect(other.credentials.wechatpay.baseUrl).toBe(other.wechatpayUrl)
    await other.stop()
  })

  it('survives the next start in the folder it was restored to', async () => {
    const there = mkdtempSync(join(tmpdir(), 'hutong-restore-'))
    const paid = await place()
    shop.sandbox.control.pay({ outTradeNo: paid })
    const first = await startSandbox({ dataFolder: there })
    await first.restore(shop.sandbox.snapshot())
    await first.stop()
    const second = await startSandbox({ dataFolder: there })
    expect(second.control.order('wechatpay', paid)).toMatchObject({ state: 'SUCCESS' })
    expect(second.credentials.alipay.appId).toBe(shop.sandbox.credentials.alipay.appId)
    await second.stop()
    rmSync(there, { recursive: true, force: true })
  })

  it('that is none, or whose keys or lines are broken, changes nothing', async () => {
    const { sandbox } = shop
    const open = await place()
    const good = sandbox.snapshot()
    const { mchid: _gone, ...without } = good.keys.wechatpay
    const wrong: unknown[] = [
      { ...good, version: 2 },
      { ...good, keys: { ...good.keys, wechatpay: without } },
      {
        ...good,
        keys: { ...good.keys, alipay: { ...good.keys.alipay, appPublicKey: '-----BEGIN PUBLIC KEY' } },
      },
      { ...good, lines: ['{"c":"faults"}'] },
      { ...good, lines: ['no json'] },
      { ...good, lines: ['{"c":"alipay_apps","v":{"id":"1"}}'] },
    ]
    for (const one of wrong) {
      const { status, body } = await call(sandbox, 'POST', '/control/snapshot', one)
      expect([status, body]).toMatchObject([400, { code: 'snapshot_unusable' }])
    }
    expect((await call(sandbox, 'POST', '/control/snapshot', {})).status).toBe(400)
    expect(await shop.client.queryByOutTradeNo(open)).toMatchObject({ value: { trade_state: 'NOTPAY' } })
  })
})

describe('forwarding', () => {
  let laptop: NoticeInbox
  beforeEach(async () => {
    laptop = await startNoticeInbox()
  })
  afterEach(() => laptop.stop())

  it('leads notices to a listener instead, and its answer counts', async () => {
    const { sandbox } = shop
    const origin = new URL(laptop.url).origin
    await call(sandbox, 'POST', '/control/forward', { url: origin, institution: 'wechatpay' })
    const paid = await place({ notify_url: 'https://shop.example/hooks/wx' })
    sandbox.control.pay({ outTradeNo: paid })
    const [received] = await laptop.count(1)
    expect(received?.path).toBe('/hooks/wx')
    await sandbox.control.noticesIdle()
    const [notice] = (await call(sandbox, 'GET', `/control/notices?outTradeNo=${paid}`))
      .body as NoticeRecord[]
    expect(notice).toMatchObject({
      state: 'acknowledged',
      url: 'https://shop.example/hooks/wx',
      tries: [{ sentTo: `${origin}/hooks/wx`, status: 200 }],
    })

    await call(sandbox, 'POST', '/control/forward', { url: `${origin}/exactly/here` })
    await call(sandbox, 'POST', '/control/forward', { url: `${origin}/alipay`, institution: 'alipay' })
    expect((await call(sandbox, 'GET', '/control/forward')).body).toHaveLength(3)
    expect((await call(sandbox, 'DELETE', '/control/forward')).status).toBe(204)
    await call(sandbox, 'POST', '/control/forward', { url: `${origin}/exactly/here` })
    await sandbox.control.resendNotice(notice!.id)
    expect((await laptop.count(2))[1]?.path).toBe('/exactly/here')
    await call(sandbox, 'DELETE', '/control/forward')

    const direct = await place()
    sandbox.control.pay({ outTradeNo: direct })
    await shop.inbox.count(1)
    expect(laptop.received).toHaveLength(2)
  })

  it('takes web addresses only', async () => {
    for (const url of ['ftp://x/', 'nothing', 'http://', 7]) {
      expect((await call(shop.sandbox, 'POST', '/control/forward', { url })).status).toBe(400)
    }
  })
})
