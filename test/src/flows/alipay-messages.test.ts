import { createSandboxClient, type NoticeAlteration, type SandboxClient } from 'hutong-sandbox'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Call } from '../api/support/caller.js'
import { signInOperator } from '../api/support/office.js'
import { transferAtAlipay } from '../support/index.js'
import { openOnboarding, startTimedWorld, type TimedWorld, until } from './support/index.js'

let world: TimedWorld
let operator: Call
let payers: SandboxClient
const { one, post, read, decide, everyDocument } = openOnboarding({
  operator: () => operator,
  sandbox: () => world.sandbox,
  merchantId: 'm_tea',
})
const why = '商户申请开通'
const ZFT = 'notice.zft'

beforeAll(async () => {
  world = await startTimedWorld({ timeoutMs: 2_000, applicationGateway: true })
  operator = await signInOperator(world)
  payers = await createSandboxClient({ homeUrl: world.sandbox.homeUrl })
  // Nothing comes due by time, and nothing is done but by a drain: what is known can only have been told.
  await world.platform().runner.stop()
  world.sandbox.control.setClock({ mode: 'frozen' })
  await world.drain()
}, 60_000)
afterAll(() => world.end())

async function underReview(merchantId: string): Promise<void> {
  const documents = await everyDocument()
  await post('/console/api/sub-merchants', { merchantId, institution: 'alipay', documents, why })
  await post(one('/submit', merchantId))
  await world.drain()
  expect(await read(merchantId)).toMatchObject({ state: 'under_review' })
}

/** Taken by the platform, or refused: then it waits for a time that does not come. */
const told = () => world.sandbox.control.noticesIdle()
const lastNotice = (event: string) => {
  const notice = world.sandbox.control.notices().findLast((one) => one.event === event)
  if (notice === undefined) throw new Error(`nothing was told of ${event}`)
  return notice
}
const kept = () => world.database.db.sql<{ name: string; verdict: string; deliveries: number }>`
  select name, verdict, deliveries from institution_messages order by received_at, event_id`
const named = async (name: string) =>
  (await kept()).flatMap(({ verdict, deliveries, ...one }) =>
    one.name === name ? [[verdict, deliveries]] : [],
  )
const refused = async () =>
  (await world.database.db.sql<{ because: string }>`select because from refused_notices order by id`).map(
    ({ because }) => because,
  )

const REJECTED = 'ant.merchant.expand.indirect.zft.rejected'
const PASSED = 'ant.merchant.expand.indirect.zft.passed'
const COMPLAINT = 'alipay.merchant.tradecomplain.changed'

it('a decision of the reviewers is known when it is told, long before it would be asked about', async () => {
  const { control } = world.sandbox
  await underReview('m_tea')
  const hold = control.addFault({ operation: ZFT, effect: 'hold' })
  await decide('reject_data', '执照不清晰')
  control.removeFault(hold.id)
  await told()
  await world.drain()
  expect(await read()).toMatchObject({ state: 'under_review' })

  await control.releaseNotice(lastNotice(REJECTED).id)
  await told()
  // Told, and not believed: the institution itself says so when it is asked.
  expect(await read()).toMatchObject({ state: 'under_review' })
  await world.drain()
  expect(await read()).toMatchObject({ state: 'to_be_rectified', reasons: [{ reason: '执照不清晰' }] })
  expect(await named(REJECTED)).toEqual([['hurried', 1]])
})

it('what is told while the institution is being asked is asked again', async () => {
  const { control } = world.sandbox
  await underReview('m_tea')
  const slow = control.addFault({ operation: 'zft_query', effect: 'timeout_after', times: 1 })
  const checked = post(one('/check'))
  await until('it is being asked', () => control.faults().find(({ id }) => id === slow.id)?.struck === 1)
  const { smid } = await decide('approve')
  await told()
  expect(await checked).toMatchObject({ state: 'under_review' })
  await world.drain()
  expect(await read()).toMatchObject({ state: 'granted', subMerchantNo: smid })
  expect(await named(PASSED)).toEqual([['hurried', 1]])
})

it('forged, altered and foreign messages are refused, and nothing is hurried by them', async () => {
  const { control } = world.sandbox
  await underReview('m_books')
  const hold = control.addFault({ operation: ZFT, effect: 'hold' })
  await decide('approve')
  control.removeFault(hold.id)
  const { id } = lastNotice(PASSED)
  const alterations: readonly [NoticeAlteration, string][] = [
    ['forge', 'bad_signature'],
    ['corrupt', 'bad_signature'],
    ['other_merchant', 'another_merchant'],
  ]
  for (const [effect, because] of alterations) {
    control.addFault({ operation: ZFT, effect, times: 1 })
    const notice = await control.resendNotice(id)
    expect(notice?.tries.at(-1)).toMatchObject({ alter: effect, status: 400, answer: 'fail' })
    expect((await refused()).at(-1)).toBe(because)
    await world.drain()
    expect(await read('m_books')).toMatchObject({ state: 'under_review' })
  }
  expect(await refused()).toHaveLength(alterations.length)
  expect(await named(PASSED)).toEqual([['hurried', 1]])

  // The true one, an hour old, is a reason to ask; and again, when nothing waits for it any more.
  control.addFault({ operation: ZFT, effect: 'stale', times: 1 })
  const taken = await control.resendNotice(id)
  expect(taken?.tries.at(-1)).toMatchObject({ alter: 'stale', status: 200, answer: 'success' })
  await world.drain()
  expect(await read('m_books')).toMatchObject({ state: 'granted' })
  const { history } = await read('m_books')
  const repeated = await control.resendNotice(id)
  expect(repeated?.tries.at(-1)).toMatchObject({ status: 200, answer: 'success' })
  await world.drain()
  expect((await read('m_books')).history).toEqual(history)
  expect(await named(PASSED)).toEqual(expect.arrayContaining([['hurried', 2]]))
})

it('a complaint is known when it is told, once, however often it is told', async () => {
  const { control } = world.sandbox
  const complaints = async () =>
    (
      await world.database.db.sql<{ state: string }>`
        select state from complaints where institution = 'alipay' order by complained_at, complaint_id`
    ).map(({ state }) => state)
  const complain = async () => {
    const { attempts } = await world.shop.placePaid('alipay_scan')
    return payers.complain('alipay', { outTradeNo: attempts[0]?.outTradeNo ?? '', detail: '没有收到货' })
  }
  const lost = control.addFault({ operation: 'notice.complaint', effect: 'lose' })
  const { id } = await complain()
  control.removeFault(lost.id)
  await told()
  await world.drain()
  expect(await complaints()).toEqual([])

  control.addFault({ operation: 'notice.complaint', effect: 'double', times: 1 })
  await complain()
  await told()
  await world.drain()
  expect(await complaints()).toEqual(['open', 'open'])
  expect(await named(COMPLAINT)).toEqual([['hurried', 2]])

  await payers.followComplaint('alipay', id, 'confirm')
  await told()
  await world.drain()
  expect((await complaints()).sort()).toEqual(['open', 'settled'])
})

it('a message about something that nothing is done about is acknowledged, and changes nothing', async () => {
  const before = await refused()
  await transferAtAlipay(world.sandbox.credentials.alipay)
  await told()
  const event = 'alipay.fund.trans.order.changed'
  expect(await named(event)).toEqual([['not_handled', 1]])
  expect(world.sandbox.control.notices().find(({ tries }) => tries[0]?.body.includes(event))).toMatchObject({
    state: 'acknowledged',
    tries: [{ status: 200, answer: 'success' }],
  })
  expect(await refused()).toEqual(before)
})

it('what is no message, too long, or for an account that is not there is refused by name', async () => {
  const { url } = world.platform()
  const { appId } = world.sandbox.credentials.alipay
  const send = async (path: string, body: string) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await fetch(`${url}/notices/${path}`, { method: 'POST', headers, body })
    return { status: answer.status, text: await answer.text() }
  }
  const before = await kept()
  expect(await send(`alipay/alipay-${appId}/messages`, 'a=b')).toEqual({ status: 400, text: 'fail' })
  expect((await refused()).at(-1)).toBe('unreadable')
  const long = await send(`alipay/alipay-${appId}/messages`, `biz_content=${'1'.repeat(300_000)}`)
  expect([long.status, JSON.parse(long.text)]).toMatchObject([413, { code: 'body_too_large' }])
  const { mchid } = world.sandbox.credentials.wechatpay
  for (const account of ['alipay-2021000000009999', `wechatpay-${mchid}`]) {
    const { status, text } = await send(`alipay/${account}/messages`, 'a=b')
    expect([account, status, JSON.parse(text)]).toMatchObject([account, 404, { code: 'account_not_found' }])
  }
  expect(await kept()).toEqual(before)
})
