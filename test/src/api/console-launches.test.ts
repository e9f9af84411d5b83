import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWorld, until, type World } from '../flows/support/index.js'
import type { Call } from './support/caller.js'
import { signInOperator, signInPerson } from './support/office.js'

interface Launch {
  readonly id: string
  readonly version: number
  readonly rules: Record<string, unknown> & { readonly state: string; readonly shareBp: number }
  readonly merchants: Readonly<Record<string, number>>
  readonly alerts: number
}
interface Problem {
  readonly code: string
  readonly details?: Readonly<Record<string, unknown>>
}

const BASE = '/console/api/launches'
const why = 'as planned'
let world: World
let admin: Call
let operator: Call

beforeAll(async () => {
  world = await startWorld()
  admin = await signInOperator(world)
  operator = await signInPerson(world, admin, 'operator')
}, 60_000)
afterAll(() => world.end())

const post = <Body = Launch & Problem>(path: string, body: object = {}) =>
  operator<Body>('POST', path, { body: { why, ...body } })
const create = (rules: object, institution = 'wechatpay') =>
  post(BASE, { name: '微信支付上线', nameEn: 'WeChat Pay', institution, rules })
const read = async (id: string) =>
  (await operator<Launch & Record<string, never>>('GET', `${BASE}/${id}`)).body
const refused = ({ status, body }: { status: number; body: Problem }) => [status, body.code]

let launch: Launch

it('begins as a draft that nobody sees', async () => {
  const made = await create({ methods: ['wechatpay_scan'] })
  expect(made.status).toBe(201)
  launch = made.body
  expect(launch).toMatchObject({
    version: 1,
    rules: { state: 'draft', shareBp: 0, merchants: 'invited' },
    alerts: 0,
  })
  const { body } = await operator<{ data: Launch[] }>('GET', BASE)
  expect(body.data.map(({ id }) => id)).toEqual([launch.id])
  const { id } = await world.shop.place()
  expect(refused(await world.shop.tryStart(id, 'wechatpay_scan'))).toEqual([409, 'method_not_available'])
})

it('refuses what cannot be, and says what', async () => {
  const methods = ['wechatpay_jump']
  const step = (shareBp: number) => ({ shareBp, holdMs: 60_000 })
  const off = { step: -1, state: 'off', stepBeganAt: null }
  const limit = {
    metric: 'refund_rate',
    against: 'limit',
    windowMs: 60_000,
    leastSamples: 1,
    onBreach: 'halt',
  }
  const wrong: readonly [object, number, string][] = [
    [{ methods: ['alipay_scan'] }, 422, 'method_of_another_institution'],
    [{ methods: ['wechatpay_scan'] }, 409, 'method_in_another_launch'],
    [{ methods, requires: ['wechatpay.platform_of_nobody'] }, 422, 'unknown_capability'],
    [{ methods, amountMinor: { least: 2, most: 1 } }, 422, 'amount_range_empty'],
    [
      { methods, windows: [{ from: '2026-01-02T00:00:00Z', until: '2026-01-02T00:00:00Z' }] },
      422,
      'window_without_time',
    ],
    [{ methods, schedule: { ...off, steps: [step(2), step(2)] } }, 422, 'steps_do_not_rise'],
    [
      { methods, schedule: { ...off, state: 'running', steps: [step(2)] } },
      422,
      'schedule_moves_by_its_own_calls',
    ],
    [{ methods, guardrails: [{ ...limit, toleranceBp: 10_001 }] }, 422, 'guardrail_limit_too_large'],
    [{ methods, state: 'live' }, 422, 'launch_state_move'],
    [{ methods, merchants: 'everyone' }, 422, 'launch_opens_by_its_own_call'],
    [{ methods, shareBp: 10_001 }, 400, 'invalid_request'],
    [{ methods: [] }, 400, 'invalid_request'],
    [{ shareBp: 1 }, 400, 'invalid_request'],
  ]
  for (const [rules, status, code] of wrong) expect(refused(await create(rules))).toEqual([status, code])
  const { body } = await operator<{ data: Launch[] }>('GET', BASE)
  expect(body.data).toHaveLength(1)
})

it('is changed from the version that was seen, and otherwise not at all', async () => {
  const { id, version, rules } = launch
  const changed = await post(`${BASE}/${id}/change`, { version, rules: { ...rules, shareBp: 10_000 } })
  expect(changed).toMatchObject({ status: 200, body: { version: 2, rules: { shareBp: 10_000 } } })
  const late = await post(`${BASE}/${id}/change`, { version, rules: { ...rules, shareBp: 500 } })
  expect(refused(late)).toEqual([409, 'launch_moved_on'])
  expect(late.body.details).toEqual({ version: 2 })
  const same = await post(`${BASE}/${id}/change`, { version: 2, rules: changed.body.rules })
  expect(same.body.version).toBe(2)
  launch = changed.body
})

it('does not go live before the institution has granted what it needs', async () => {
  const { db } = world.database
  const early = await post(`${BASE}/${launch.id}/go-live`)
  expect(refused(early)).toEqual([409, 'capability_missing'])
  expect(early.body.details).toEqual({ capability: 'wechatpay.platform', state: null })
  await db.sql`
    insert into capabilities (id, institution, state, way, documents, application_no, submission, created_at, changed_at)
    values ('wechatpay.platform', 'wechatpay', 'under_review', 'manual', '{}', 'A1', 1, now(), now())`
  // Nobody named it in the rules: it is needed all the same.
  const { id } = launch
  expect(launch.rules.requires).toEqual([])
  const refusal = await post(`${BASE}/${id}/go-live`)
  expect(refused(refusal)).toEqual([409, 'capability_missing'])
  expect(refusal.body.details).toEqual({ capability: 'wechatpay.platform', state: 'under_review' })
  const rules = { ...launch.rules, state: 'live' }
  const change = await post(`${BASE}/${id}/change`, { version: launch.version, rules })
  expect(refused(change)).toEqual([409, 'capability_missing'])
  await db.sql`update capabilities set state = 'granted'`
  expect(await post(`${BASE}/${id}/go-live`)).toMatchObject({
    status: 200,
    body: { rules: { state: 'live', requires: ['wechatpay.platform'] } },
  })
})

it('opens to every merchant under the terms in force', async () => {
  const { id } = launch
  expect(refused(await post(`${BASE}/${id}/open-to-everyone`))).toEqual([409, 'no_terms_in_force'])
  await world.database.db.sql`
    insert into terms_versions (seq, label, state, agreement, body, body_en, effective_at, created_at, changed_at,
      published_at)
    values (1, '1.0', 'published', 'by_notice', '规则', 'Rules', now(), now(), now(), now())`
  const opened = await post(`${BASE}/${id}/open-to-everyone`)
  expect(opened.body.rules).toMatchObject({ merchants: 'everyone', everyoneUnderTermsSeq: 1 })
  const { id: checkoutId } = await world.shop.place()
  expect((await world.shop.start(checkoutId, 'wechatpay_scan')).state).toBe('pending')
})

it('is halted on every process, and who is paying goes on', async () => {
  const another = await world.startAnother()
  const paying = await world.shop.place()
  const attempt = await another.shop.start(paying.id, 'wechatpay_scan')
  const shownThere = async (checkoutId: string) => {
    const { body } = await another.shop.call<{ data: { method: string; shown: boolean }[] }>(
      'GET',
      `/v1/checkouts/${checkoutId}/methods?scene=desktop_web`,
    )
    return body.data.find(({ method }) => method === 'wechatpay_scan')?.shown
  }
  const { id: waiting } = await another.shop.place()
  expect(await shownThere(waiting)).toBe(true)

  const halted = await post(`${BASE}/${launch.id}/halt`)
  expect(halted).toMatchObject({ status: 200, body: { rules: { state: 'halted' } } })
  // Here it is effective with the answer; there with the announcement.
  expect(refused(await world.shop.tryStart(waiting, 'wechatpay_scan'))).toEqual([409, 'method_not_available'])
  await until('the other process hides it', async () => (await shownThere(waiting)) === false)
  expect(refused(await another.shop.tryStart(waiting, 'wechatpay_scan'))).toEqual([
    409,
    'method_not_available',
  ])
  expect((await post(`${BASE}/${launch.id}/halt`)).body.version).toBe(halted.body.version)

  another.shop.pay(attempt)
  await world.shop.untilState(paying.id, 'paid')
  expect(await post(`${BASE}/${launch.id}/resume`)).toMatchObject({ body: { rules: { state: 'live' } } })
  expect(refused(await post(`${BASE}/${launch.id}/resume`))).toEqual([200, undefined])
})

it('switched off by one operator is not switched on by another who looks at the version before', async () => {
  const { version } = await read(launch.id)
  await post(`${BASE}/${launch.id}/halt`)
  const blind = await post(`${BASE}/${launch.id}/roll-back`, { version, toVersion: version })
  expect(refused(blind)).toEqual([409, 'launch_moved_on'])
  expect((await read(launch.id)).rules.state).toBe('halted')
})

it('keeps its methods once it was live: held by none, they would be seen by everybody', async () => {
  const { version, rules } = await read(launch.id)
  const more = { ...rules, methods: ['wechatpay_scan', 'wechatpay_jump'] }
  const added = await post(`${BASE}/${launch.id}/change`, { version, rules: more })
  expect(added.status).toBe(200)
  for (const methods of [['wechatpay_jump'], ['wechatpay_scan']]) {
    const less = { version: added.body.version, rules: { ...more, methods } }
    expect(refused(await post(`${BASE}/${launch.id}/change`, less))).toEqual([409, 'method_stays_in_launch'])
  }
  const { id } = await world.shop.place()
  expect(refused(await world.shop.tryStart(id, 'wechatpay_jump'))).toEqual([409, 'method_not_available'])
  // What was added by mistake goes the way it came.
  const back = { version: added.body.version, toVersion: version }
  expect((await post(`${BASE}/${launch.id}/roll-back`, back)).body.rules.methods).toEqual(['wechatpay_scan'])
  expect((await post(`${BASE}/${launch.id}/resume`)).body.rules.state).toBe('live')

  // A draft has let nobody in: what it held by mistake is as it was before.
  const { body: draft } = await create({ methods: ['alipay_scan', 'alipay_jump'] }, 'alipay')
  expect(refused(await world.shop.tryStart(id, 'alipay_scan'))).toEqual([409, 'method_not_available'])
  const less = { version: 1, rules: { ...draft.rules, methods: ['alipay_jump'] } }
  expect((await post(`${BASE}/${draft.id}/change`, less)).status).toBe(200)
  expect((await world.shop.tryStart(id, 'alipay_scan')).status).toBe(201)
  expect((await post(`${BASE}/${draft.id}/end`)).body.rules.state).toBe('ended')
})

it("keeps the institution's leave once it was live: its suspension is what hides the methods", async () => {
  const { version, rules } = await read(launch.id)
  expect(rules.requires).toEqual(['wechatpay.platform'])
  const without = { version, rules: { ...rules, requires: [] } }
  const refusal = await post(`${BASE}/${launch.id}/change`, without)
  expect(refused(refusal)).toEqual([409, 'capability_stays_in_launch'])
  expect(refusal.body.details).toEqual({ capability: 'wechatpay.platform' })
  // Nor together with a move: a halt that takes it out would come back without it.
  const halted = { version, rules: { ...rules, requires: [], state: 'halted' } }
  expect(refused(await post(`${BASE}/${launch.id}/change`, halted))).toEqual([
    409,
    'capability_stays_in_launch',
  ])
  expect((await read(launch.id)).version).toBe(version)
})

it('keeps who changed what and why, and takes the latest change back', async () => {
  const before = await read(launch.id)
  const cut = await post(`${BASE}/${launch.id}/change`, {
    version: before.version,
    rules: { ...before.rules, shareBp: 250 },
    why: '先缩小范围',
  })
  const { body: log } = await operator<{
    data: { id: string; action: string; why: string; from: object; to: object }[]
  }>('GET', `/console/api/audit?subject=launch:${launch.id}`)
  const [entry, earlier] = log.data
  expect(entry).toMatchObject({
    action: 'launch.change',
    why: '先缩小范围',
    from: { version: before.version, shareBp: 10_000 },
    to: { version: cut.body.version, shareBp: 250 },
  })
  const rollBack = (id: string | undefined) => post<Problem>(`/console/api/audit/${id}/roll-back`)
  expect(refused(await rollBack(earlier?.id))).toEqual([409, 'audit_moved_on'])
  expect((await rollBack(entry?.id)).status).toBe(200)
  expect(await read(launch.id)).toMatchObject({
    version: cut.body.version + 1,
    rules: { shareBp: 10_000, state: 'live' },
  })

  // What takes a halt back is not called a halt, and says why.
  await post(`${BASE}/${launch.id}/halt`)
  const { body: halts } = await operator<{ data: { id: string }[] }>(
    'GET',
    `/console/api/audit?subject=launch:${launch.id}&action=launch.halt`,
  )
  await post(`/console/api/audit/${halts.data[0]?.id}/roll-back`, { why: '误停' })
  const { body: again } = await operator<{ versions: { action: string; why: string }[] } & Launch>(
    'GET',
    `${BASE}/${launch.id}`,
  )
  expect([again.rules.state, again.versions[0]]).toMatchObject([
    'live',
    { action: 'launch.roll-back', why: '误停' },
  ])

  const { version } = again
  const blind = { version: version - 1, toVersion: 1 }
  expect(refused(await post(`${BASE}/${launch.id}/roll-back`, blind))).toEqual([409, 'launch_moved_on'])
  expect(refused(await post(`${BASE}/${launch.id}/roll-back`, { version, toVersion: 2 ** 40 }))).toEqual([
    400,
    'invalid_request',
  ])
  const rolled = await post(`${BASE}/${launch.id}/roll-back`, { version, toVersion: 1 })
  expect(rolled.body.rules).toMatchObject({ state: 'draft', shareBp: 0, requires: [] })
  const { body } = await operator<{
    data: { version: number; why: string; by: { name: string } }[]
    nextCursor: string | null
  }>('GET', `${BASE}/${launch.id}/versions?limit=3`)
  expect(body.data.map(({ version }) => version)).toEqual([0, 1, 2].map((less) => rolled.body.version - less))
  expect(body.data[0]).toMatchObject({ why, by: { kind: 'person' } })
  const { body: older } = await operator<typeof body>(
    'GET',
    `${BASE}/${launch.id}/versions?cursor=${body.nextCursor}`,
  )
  expect(older.data.map(({ version }) => version).at(-1)).toBe(1)
  expect(older.nextCursor).toBeNull()
})

it('ends for good, and its methods are free for another', async () => {
  expect((await post(`${BASE}/${launch.id}/end`)).body.rules.state).toBe('ended')
  for (const move of ['resume', 'halt', 'go-live', 'schedule/start'])
    expect(refused(await post(`${BASE}/${launch.id}/${move}`))).toEqual([409, 'launch_has_ended'])
  expect(refused(await post(`${BASE}/${launch.id}/roll-back`, { version: 1, toVersion: 1 }))).toEqual([
    409,
    'launch_has_ended',
  ])
  expect((await create({ methods: ['wechatpay_scan'] })).status).toBe(201)
  expect(refused(await post(`${BASE}/ln_nobody/halt`))).toEqual([404, 'launch_not_found'])
})

it('keeps the order of methods as versions too', async () => {
  const policy = {
    order: ['house', 'fits_scene'],
    preselect: 'house',
    house: 'alipay',
    feeBp: { alipay_scan: 55 },
  }
  type Answer = { version: number; policy: object } & Problem
  const change = (body: object) => post<Answer>('/console/api/method-policy', body)
  expect((await operator<Answer>('GET', '/console/api/method-policy')).body).toMatchObject({
    version: 0,
    validFrom: null,
  })
  expect(refused(await change({ version: 0, policy: { ...policy, house: null } }))).toEqual([
    422,
    'policy_has_no_house',
  ])
  expect(refused(await change({ version: 0, policy: { ...policy, feeBp: { cash: 1 } } }))).toEqual([
    422,
    'unknown_method',
  ])
  expect((await change({ version: 0, policy })).body).toMatchObject({ version: 1, policy })
  expect(refused(await change({ version: 0, policy }))).toEqual([409, 'policy_moved_on'])
  const { id } = await world.shop.place()
  const { body } = await world.shop.call<{ data: { method: string; preselected: boolean }[] }>(
    'GET',
    `/v1/checkouts/${id}/methods?scene=desktop_web`,
  )
  expect(body.data.find(({ preselected }) => preselected)?.method).toBe('alipay_scan')
  const { body: log } = await operator<{ data: { id: string }[] }>(
    'GET',
    '/console/api/audit?action=method-policy',
  )
  expect((await post(`/console/api/audit/${log.data[0]?.id}/roll-back`)).status).toBe(200)
  expect((await operator<Answer>('GET', '/console/api/method-policy')).body).toMatchObject({
    version: 2,
    policy: { order: ['fits_scene'], house: null },
  })
})
