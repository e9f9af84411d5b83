import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Call } from '../api/support/caller.js'
import { signInOperator } from '../api/support/office.js'
import { putGrantedCapability } from '../support/index.js'
import { startTimedWorld, type TimedWorld } from './support/index.js'

interface Launch {
  readonly id: string
  readonly version: number
  readonly alerts: number
  readonly rules: {
    readonly state: string
    readonly shareBp: number
    readonly schedule: { readonly state: string; readonly step: number }
  }
  readonly guardrails: readonly {
    readonly trippedAt: string | null
    readonly measured: {
      readonly breached: boolean
      readonly samples: number
      readonly valueBp: number
    } | null
  }[]
  readonly versions: readonly {
    readonly action: string
    readonly by: { readonly kind: string }
    readonly why: string
  }[]
}

const MINUTE_MS = 60_000
const why = 'as planned'
let world: TimedWorld
let operator: Call
let launch: Launch

const post = async <Body = Launch>(path: string, body: object = {}): Promise<Body> => {
  const answer = await operator<Body>('POST', `/console/api${path}`, { body: { why, ...body } })
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const get = async <Body>(path: string) => (await operator<Body>('GET', `/console/api${path}`)).body
const readLaunch = () => get<Launch>(`/launches/${launch.id}`)

beforeAll(async () => {
  world = await startTimedWorld()
  operator = await signInOperator(world)
  await world.database.db.sql`
    insert into terms_versions (seq, label, state, agreement, body, body_en, effective_at, created_at, changed_at,
      published_at)
    values (1, '1.0', 'published', 'by_notice', '规则', 'Rules', now(), now(), now(), now())`
  const windowMs = 10 * MINUTE_MS
  const { id } = await post('/launches', {
    name: '微信支付上线',
    nameEn: 'WeChat Pay',
    institution: 'wechatpay',
    rules: {
      methods: ['wechatpay_scan'],
      allow: ['shopper-1'],
      schedule: {
        steps: [
          { shareBp: 1_000, holdMs: 5 * MINUTE_MS },
          { shareBp: 5_000, holdMs: 5 * MINUTE_MS },
          { shareBp: 10_000, holdMs: 5 * MINUTE_MS },
        ],
        step: -1,
        state: 'off',
        stepBeganAt: null,
      },
      guardrails: [
        {
          windowMs,
          // As many as there will be: the background looks by itself too, and must not act halfway.
          leastSamples: 11,
          metric: 'success_rate',
          against: 'other_methods',
          toleranceBp: 3_000,
          onBreach: 'step_back',
        },
        {
          windowMs,
          leastSamples: 5,
          metric: 'complaint_rate',
          against: 'limit',
          toleranceBp: 1_500,
          onBreach: 'halt',
        },
      ],
    },
  })
  await post(`/launches/${id}/open-to-everyone`)
  await putGrantedCapability(world.database, 'wechatpay.platform')
  launch = await post(`/launches/${id}/go-live`)
  await post(`/launches/${id}/schedule/start`)
}, 60_000)
afterAll(() => world.end())

it('climbs by itself while payments go through', async () => {
  for (let n = 0; n < 11; n += 1) await world.shop.placePaid('alipay_scan')
  for (let n = 0; n < 3; n += 1) await world.shop.placePaid('wechatpay_scan')
  await world.advance(5 * MINUTE_MS)
  expect((await readLaunch()).rules).toMatchObject({
    shareBp: 5_000,
    schedule: { step: 1, state: 'running' },
  })
})

it('steps back within a minute when the institution begins to refuse, and who is paying pays', async () => {
  const paying = await world.shop.place()
  const attempt = await world.shop.start(paying.id, 'wechatpay_scan')
  world.sandbox.control.addFault({
    institution: 'wechatpay',
    operation: 'native',
    effect: 'fail',
    params: { status: 403, code: 'NO_AUTH' },
  })
  for (let n = 0; n < 8; n += 1) {
    const { id } = await world.shop.place()
    const refused = await world.shop.tryStart(id, 'wechatpay_scan')
    expect(refused.body.code).toBe('institution_declined')
  }
  await world.advance(6_000)
  const tripped = await readLaunch()
  expect(tripped.rules).toMatchObject({
    state: 'live',
    shareBp: 1_000,
    schedule: { step: 0, state: 'paused' },
  })
  expect(tripped.versions[0]).toMatchObject({ action: 'launch.trip', by: { kind: 'guardrail' } })
  expect(tripped.versions[0]?.why).toContain('27.27%')
  expect(tripped.guardrails[0]?.trippedAt).not.toBeNull()
  expect(tripped.alerts).toBe(1)

  expect((await world.shop.readAttempt(paying.id, attempt.id)).state).toBe('pending')
  world.shop.pay(attempt)
  await world.shop.untilState(paying.id, 'paid')
})

it('tells the operator once, who takes it in hand', async () => {
  type Alert = {
    id: string
    kind: string
    subject: string
    title: string
    titleEn: string
    seenBy: string | null
  }
  const { data } = await get<{ data: Alert[] }>('/alerts?open=true')
  expect(data).toMatchObject([{ kind: 'guardrail.tripped', subject: `launch:${launch.id}`, seenBy: null }])
  expect(data[0]?.title).toMatch(/^护栏触发：微信支付上线。wechatpay_scan 支付成功率 27.27%（11 笔）/)
  expect(data[0]?.titleEn).toContain('success rate 27.27% of 11')
  await post(`/alerts/${data[0]?.id}/seen`)
  expect((await get<{ data: Alert[] }>('/alerts?open=true')).data).toEqual([])
  expect((await get<{ data: Alert[] }>('/alerts')).data).toMatchObject([{ seenBy: 'operator' }])
})

it('waits for a person, goes on when it works again, and is done when the last step has held', async () => {
  const { version } = await readLaunch()
  await world.advance(20 * MINUTE_MS)
  expect((await readLaunch()).version).toBe(version)
  for (const fault of world.sandbox.control.faults()) world.sandbox.control.removeFault(fault.id)
  await post(`/launches/${launch.id}/schedule/resume`)
  for (let n = 0; n < 6; n += 1) await world.shop.placePaid('wechatpay_scan')
  for (let step = 0; step < 3; step += 1) await world.advance(5 * MINUTE_MS)
  expect((await readLaunch()).rules).toMatchObject({ shareBp: 10_000, schedule: { step: 2, state: 'done' } })
})

it('hears what payers complain about, once for each complaint, and halts above the limit', async () => {
  await world.advance(15 * MINUTE_MS)
  const paid = [await world.shop.placePaid('wechatpay_scan')]
  for (let n = 0; n < 4; n += 1) paid.push(await world.shop.placePaid('wechatpay_scan'))
  const { outTradeNo = '' } = paid[0]?.attempts[0] ?? {}
  expect(world.sandbox.control.wechatpay.raiseComplaint({ outTradeNo, detail: '没有收到货' })).not.toBeNull()
  // Asked for every half a minute.
  for (let n = 0; n < 3; n += 1) await world.advance(31_000)
  const kept = await world.database.db.sql<{ method: string; attemptId: string; state: string }>`
    select method, attempt_id as "attemptId", state from complaints`
  expect(kept.map((row) => ({ ...row }))).toEqual([
    { method: 'wechatpay_scan', attemptId: paid[0]?.attempts[0]?.id, state: 'open' },
  ])
  const halted = await readLaunch()
  expect(halted.rules).toMatchObject({ state: 'halted', schedule: { state: 'done' } })
  expect(halted.versions[0]?.why).toContain('20.00%')
  const { id } = await world.shop.place()
  expect((await world.shop.tryStart(id, 'wechatpay_scan')).body.code).toBe('method_not_available')
})

it('shows all of it on one chart', async () => {
  type Chart = {
    data: {
      at: string
      shareBp: number
      methods: { method: string; started: number; paid: number; failed: number }[]
    }[]
    events: { kind: string; by: { kind: string } }[]
  }
  await world.advance(20_000)
  const chart = await get<Chart>(`/launches/${launch.id}/chart?buckets=288`)
  expect(chart.data).toHaveLength(288)
  const sum = (key: 'started' | 'paid' | 'failed') =>
    chart.data.reduce((total, { methods }) => total + (methods[0]?.[key] ?? 0), 0)
  const { sql } = world.database.db
  const [rows] = await sql<{ started: bigint; paid: bigint; failed: bigint }>`
    select count(*) as started, count(*) filter (where state = 'paid') as paid,
      count(*) filter (where state = 'failed') as failed from attempts where method = 'wechatpay_scan'`
  expect([sum('started'), sum('paid'), sum('failed')]).toEqual(
    [rows?.started, rows?.paid, rows?.failed].map(Number),
  )
  expect(chart.data.at(-1)?.shareBp).toBe(0)
  expect(new Set(chart.data.map(({ shareBp }) => shareBp))).toEqual(new Set([0, 1_000, 5_000, 10_000]))
  const kinds = chart.events.map(({ kind }) => kind)
  expect(kinds.slice(0, 4)).toEqual([
    'launch.create',
    'launch.open-to-everyone',
    'launch.go-live',
    'launch.schedule-start',
  ])
  expect(kinds.filter((kind) => kind === 'launch.trip')).toHaveLength(2)
  expect(await world.complaints()).toEqual([])
})
