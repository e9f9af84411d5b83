import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callAs, type RawAnswer } from '../testing/call-as-merchant.js'
import { callOverV2 } from '../testing/call-over-v2.js'
import { keyOf, SEEDS, targetOf } from '../testing/every-route/seeds.js'
import { createWorld, naming, type Who, type World } from '../testing/every-route/world.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../testing/start-wechatpay-merchant.js'
import { ROUTES } from './routes.js'

let parent: string
let world: World
beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'hutong-wechatpay-'))
  world = await createWorld(join(parent, 'before'))
}, 120_000)
afterAll(async () => {
  await world.stop()
  rmSync(parent, { recursive: true, force: true })
})

/** What is on the disk now: a process that was killed leaves exactly this, its lock included. */
async function afterKill(name: string): Promise<WechatpayMerchant> {
  const folder = join(parent, name)
  cpSync(join(parent, 'before'), folder, { recursive: true })
  return startWechatpayMerchant({ dataFolder: folder, noticeScale: 0.001 })
}
const nowOf = (shop: WechatpayMerchant) => () => shop.sandbox.clock.nowMs()
/** Drawn afresh for each answer; sealed members too, whatever their name. */
const DRAWN = /"(download_url|encrypt_key|nonce|ciphertext|hash_value)":"[^"]*"|"[A-Za-z0-9+/]{342}=="/g
const told = (answer: RawAnswer) => [
  answer.status,
  answer.text.replace(DRAWN, '').replaceAll(/127\.0\.0\.1:\d+/g, 'here'),
]

it('every query answers after a kill as before', async () => {
  const asked: Array<{ key: string; by: Who; target: string }> = []
  for (const route of ROUTES.filter(({ method }) => method === 'GET')) {
    // A download address is good for a while only, and drawn for one sandbox.
    if (route.path === '/v3/billdownload/file') continue
    const seed = await SEEDS[keyOf(route)]!(world)
    asked.push({ key: keyOf(route), by: seed.by, target: targetOf(route.path, seed) })
  }
  const before = new Map<string, unknown>()
  for (const { key, by, target } of asked) {
    const answer = await world.calls[by]('GET', target, undefined, naming(world.ringOf(by)))
    before.set(key, told(answer))
  }
  const known = [...before.values()].filter((one) => (one as [number])[0] === 200)
  // A few, like bills of a day long ago, are over by the time all others were made.
  expect(known.length).toBeGreaterThan(asked.length - 6)

  const shop = await afterKill('queries')
  const baseUrl = shop.sandbox.wechatpayUrl
  for (const { key, by, target } of asked) {
    const call = callAs({ ...world.ringOf(by), baseUrl }, nowOf(shop))
    const answer = await call('GET', target, undefined, naming(world.ringOf(by)))
    expect(told(answer), key).toEqual(before.get(key))
  }
  await shop.stop()
}, 180_000)

it('what was open goes on: reviews, withdrawals, deductions and contracts over V2', async () => {
  const { control } = world.shop.sandbox
  const body = {
    plan_id: '1',
    contract_code: 'KILLED',
    request_serial: '1',
    contract_display_account: 'a',
    notify_url: world.shop.inbox.url,
    version: '1.0',
    timestamp: '1700000000',
  }
  await callOverV2(world.ringOf('shop'))('/papay/preentrustweb', body)
  control.wechatpay.signContract('KILLED')
  const { code, id } = await deducting()
  const out_request_no = world.number()
  await world.good('platform', 'POST', '/v3/merchant/fund/withdraw', {
    account_type: 'BASIC',
    out_request_no,
    amount: 1,
  })
  const seed = await SEEDS['GET /v3/ecommerce/applyments/:applyment_id']!(world)
  const applyment = seed.params?.applyment_id ?? ''

  const shop = await afterKill('work')
  const again = shop.sandbox.control
  expect((await again.wechatpay.applyments.decide(applyment, { decision: 'audit' }))?.state).toBe('AUDITING')
  expect(again.wechatpay.finishWithdrawal(out_request_no, 'SUCCESS')).toMatchObject({
    outRequestNo: out_request_no,
  })
  const baseUrl = shop.sandbox.wechatpayUrl
  const v2 = callOverV2({ ...world.ringOf('shop'), baseUrl })
  const found = await v2('/papay/querycontract', { plan_id: '1', contract_code: 'KILLED' })
  expect(found.members).toMatchObject({ contract_state: '0', request_serial: '1' })
  expect(again.order('wechatpay', code)).toMatchObject({ state: 'ACCEPT' })
  again.setClock({ advanceMs: 3_000 })
  expect(again.order('wechatpay', code)).toMatchObject({ state: 'SUCCESS' })
  expect(again.wechatpay.contracts().find(({ contractId }) => contractId === id)?.signed).not.toBeNull()
  await shop.stop()
}, 120_000)

/** A deduction that is accepted and not taken yet. */
async function deducting(): Promise<{ code: string; id: string }> {
  const seed = await SEEDS['POST /v3/papay/pay/transactions/apply']!(world)
  const body = seed.body as { out_trade_no: string; contract_id: string }
  // Two milliseconds, with this scale: the sandbox's clock stands.
  await world.good('shop', 'POST', '/v3/papay/pay/transactions/apply', body)
  return { code: body.out_trade_no, id: body.contract_id }
}
