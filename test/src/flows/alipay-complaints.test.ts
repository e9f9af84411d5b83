import { createSandboxClient, type SandboxClient } from 'hutong-sandbox'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Call } from '../api/support/caller.js'
import { signInOperator } from '../api/support/office.js'
import { putGrantedCapability } from '../support/index.js'
import { startTimedWorld, type TimedWorld } from './support/index.js'

interface Launch {
  readonly id: string
  readonly alerts: number
  readonly rules: { readonly state: string }
  readonly guardrails: readonly { readonly measured: { readonly valueBp: number } | null }[]
  readonly versions: readonly {
    readonly action: string
    readonly by: { readonly kind: string }
    readonly why: string
  }[]
}

const MINUTE_MS = 60_000
/** Complaints are asked for every half a minute. */
const A_LOOK_MS = 31_000
let world: TimedWorld
let payers: SandboxClient
let operator: Call
let launchId: string

const post = async (path: string, body: object = {}): Promise<Launch> => {
  const answer = await operator<Launch>('POST', `/console/api/launches${path}`, {
    body: { why: 'as planned', ...body },
  })
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const readLaunch = async () => (await operator<Launch>('GET', `/console/api/launches/${launchId}`)).body
const untilKept = (states: readonly string[]) =>
  world.until(
    `complaints kept are ${states}`,
    async () => (await kept()).map(({ state }) => state).join() === states.join(),
  )
const kept = async () => {
  const rows = await world.database.db.sql<{ method: string; attemptId: string; state: string }>`
    select method, attempt_id as "attemptId", state from complaints where institution = 'alipay' order by seen_at`
  return rows.map((row) => ({ ...row }))
}

beforeAll(async () => {
  world = await startTimedWorld()
  operator = await signInOperator(world)
  payers = await createSandboxClient({ homeUrl: world.sandbox.homeUrl })
  await world.database.db.sql`
    insert into terms_versions (seq, label, state, agreement, body, body_en, effective_at, created_at, changed_at,
      published_at)
    values (1, '1.0', 'published', 'by_notice', '规则', 'Rules', now(), now(), now(), now())`
  const { id } = await post('', {
    name: '支付宝上线',
    nameEn: 'Alipay',
    institution: 'alipay',
    rules: {
      methods: ['alipay_scan'],
      shareBp: 10_000,
      guardrails: [
        {
          windowMs: 10 * MINUTE_MS,
          leastSamples: 5,
          metric: 'complaint_rate',
          against: 'limit',
          toleranceBp: 3_000,
          onBreach: 'halt',
        },
      ],
    },
  })
  launchId = id
  await post(`/${id}/open-to-everyone`)
  await putGrantedCapability(world.database, 'alipay.platform')
  await post(`/${id}/go-live`)
}, 60_000)
afterAll(() => world.end())

it('hears of complaints at Alipay, and of what became of them, once each', async () => {
  const paid = []
  for (let n = 0; n < 6; n += 1) paid.push(await world.shop.placePaid('alipay_scan'))
  const attempts = paid.map(({ attempts: [attempt] }) => attempt)
  const complain = (n: number) =>
    payers.complain('alipay', { outTradeNo: attempts[n]?.outTradeNo ?? '', detail: '没有收到货' })
  const { id } = await complain(0)
  await world.advance(A_LOOK_MS)
  await untilKept(['open'])
  expect(await kept()).toEqual([{ method: 'alipay_scan', attemptId: attempts[0]?.id, state: 'open' }])
  await payers.followComplaint('alipay', id, 'confirm')
  await world.advance(A_LOOK_MS)
  await untilKept(['settled'])
  // One of six is below the limit of three tenths.
  expect((await readLaunch()).rules.state).toBe('live')

  await complain(1)
  await world.advance(A_LOOK_MS)
  await untilKept(['settled', 'open'])
  const isHalted = async () => (await readLaunch()).rules.state === 'halted'
  await world.until('the guardrail has tripped', isHalted, 6_000)
  const halted = await readLaunch()
  expect(halted).toMatchObject({ rules: { state: 'halted' }, alerts: 1 })
  expect(halted.versions[0]).toMatchObject({ action: 'launch.trip', by: { kind: 'guardrail' } })
  expect(halted.versions[0]?.why).toContain('33.33%')
  const { id: next } = await world.shop.place()
  expect((await world.shop.tryStart(next, 'alipay_scan')).body.code).toBe('method_not_available')
  expect(await world.complaints()).toEqual([])
})

function refuseLists(code: string): void {
  const { control } = world.sandbox
  control.clearFaults()
  control.addFault({
    institution: 'alipay',
    operation: 'complaint_list',
    effect: 'fail',
    params: { code },
  })
}
const refusals = () => world.sandbox.control.faults().reduce((sum, { struck }) => sum + struck, 0)
const untilRefused = (times: number) =>
  world.until(`a list was refused ${times} times`, async () => refusals() === times)

it('asks for the same time again when Alipay did not answer', async () => {
  const known = (await kept()).map(({ state }) => state)
  const [, , third] = await payers.orders({ institution: 'alipay' })
  await payers.complain('alipay', { outTradeNo: third?.outTradeNo ?? '', detail: '没有收到货' })
  refuseLists('20000')
  await world.advance(A_LOOK_MS)
  await untilRefused(1)
  expect((await kept()).map(({ state }) => state)).toEqual(known)
  world.sandbox.control.clearFaults()
  await world.advance(A_LOOK_MS)
  await untilKept([...known, 'open'])
})

it('asks every ten minutes only while the account may not list them', async () => {
  refuseLists('AUTHORITY_ILLEGAL')
  await world.advance(A_LOOK_MS)
  await untilRefused(1)
  for (let minute = 1; minute < 10; minute += 1) await world.advance(MINUTE_MS)
  expect(refusals()).toBe(1)
  await world.advance(MINUTE_MS)
  await untilRefused(2)
})
