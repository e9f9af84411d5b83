import { createHmac } from 'node:crypto'
import { startPlatform } from '@hutong/server'
import { loadRulebook } from '@hutong/server/modules/launches'
import { createLog } from '@hutong/server/platform/log'
import type { Sandbox } from 'hutong-sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Call } from '../api/support/caller.js'
import { signInOperator } from '../api/support/office.js'
import { createTestDatabase, startSandboxInProcess, type TestDatabase, until } from '../support/index.js'
import { createShop, type Shop } from './support/shop.js'

interface Capability {
  readonly state: string
  readonly way: string
  readonly applicationNo: string
  readonly submission: number
  readonly reasons: readonly { field: string; reason: string }[]
  readonly history: readonly { by: { kind: string; name: string }; from: string | null; to: string }[]
  readonly may: readonly string[]
}

let sandbox: Sandbox
let database: TestDatabase
let platform: Awaited<ReturnType<typeof startPlatform>>
let shop: Shop
let operator: Call
beforeAll(async () => {
  sandbox = await startSandboxInProcess()
  database = await createTestDatabase()
  const { wechatpay, alipay, reviewDesk } = sandbox.credentials
  platform = await startPlatform({
    databaseUrl: database.url,
    masterKey: Buffer.alloc(32, 11),
    host: '127.0.0.1',
    port: 0,
    log: createLog({ level: 'fatal' }),
    clock: { now: () => new Date(sandbox.clock.nowMs()) },
    institutions: {
      wechatpay: { ...wechatpay, timeoutMs: 400 },
      alipay: { ...alipay, timeoutMs: 400 },
      reviewDesk,
    },
    demo: { merchants: [], webhookUrl: null },
  })
  shop = createShop({ url: platform.url, apiKey: platform.demo?.apiKey ?? '', sandbox })
  await shop.openStalls()
  operator = await signInOperator({ platform: () => platform })
}, 60_000)
afterAll(async () => {
  await platform.stop()
  await sandbox.stop()
  await database.drop()
})

const documents = {
  company_name: '胡同集市',
  license_number: '91440300MA5F4ABC12',
  category: '服饰',
  site: 'hutong.example',
  goods: '日用百货与服饰',
  service_phone: '075512345678',
  contact_name: '李四',
}
const why = '为秋季上线做准备'
const path = (id: string, act = ''): string => `/console/api/capabilities/${id}${act}`

async function post(route: string, body: object = { why }): Promise<Capability> {
  const { status, body: told } = await operator<Capability & { code?: string }>('POST', route, { body })
  if (status >= 300) throw new Error(`${route} was answered with ${status} ${told.code}`)
  return told
}
const refusal = async (route: string, body: object = { why }): Promise<[number, string]> => {
  const { status, body: told } = await operator<{ code: string }>('POST', route, { body })
  return [status, told.code]
}
async function read(id: string): Promise<Capability> {
  const { body } = await operator<{ data: (Capability & { id: string })[] }>(
    'GET',
    '/console/api/capabilities',
  )
  return body.data.find((one) => one.id === id)!
}
async function decide(id: string, wish: object): Promise<void> {
  const { applicationNo } = await read(id)
  const answer = await fetch(`${sandbox.homeUrl}/control/desk/applications/${applicationNo}/decide`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wish),
  })
  if (answer.status !== 200) throw new Error(`the desk answered with ${answer.status}`)
  await sandbox.control.noticesIdle()
}
const advance = async (ms: number): Promise<void> => {
  sandbox.control.setClock({ advanceMs: ms })
  await platform.runner.drain()
}
/** Time goes on until it is so: a call may be on its way when the clock is moved. */
const untilState = (id: string, state: string, stepMs = 10_000): Promise<boolean> =>
  until(`${id} is ${state}`, async () => {
    if ((await read(id)).state === state) return true
    await advance(stepMs)
    return false
  })
const states = async (id: string): Promise<(string | null)[]> =>
  (await read(id)).history.map(({ to }) => to).reverse()
const MINUTE = 60_000
const PLATFORM = 'wechatpay.platform'

describe('a capability at an institution that has a review desk', () => {
  it('is rejected for its category, put right, granted, suspended, and handed in again', async () => {
    await post('/console/api/capabilities', { kind: PLATFORM, documents, why })
    expect(await read(PLATFORM)).toMatchObject({ state: 'draft', way: 'desk' })
    await post(path(PLATFORM, '/submit'))
    await untilState(PLATFORM, 'under_review')
    expect(await refusal(path(PLATFORM, '/submit'))).toEqual([409, 'capability_move_not_allowed'])
    expect(await refusal(path(PLATFORM, '/change'), { documents, why })).toEqual([
      409,
      'capability_move_not_allowed',
    ])

    const reasons = [{ field: 'category', reason: '经营类目与网站商品不符' }]
    await decide(PLATFORM, { decision: 'send_back', reasons })
    expect(await read(PLATFORM)).toMatchObject({ state: 'to_be_rectified', reasons })
    const put = { documents: { ...documents, category: '综合电商' }, why }
    await post(path(PLATFORM, '/change'), { ...put, seen: documents })
    // A second operator who read it before.
    expect(await refusal(path(PLATFORM, '/change'), { documents, seen: documents, why })).toEqual([
      409,
      'documents_moved_on',
    ])
    expect(await read(PLATFORM)).toMatchObject({ documents: put.documents })
    const again = await post(path(PLATFORM, '/submit'))
    expect(again).toMatchObject({ state: 'submitted', submission: 2, reasons: [] })
    await untilState(PLATFORM, 'under_review')
    await decide(PLATFORM, { decision: 'grant' })
    expect(await read(PLATFORM)).toMatchObject({ state: 'granted', may: ['withdraw', 'check'] })

    const held = [{ field: 'goods', reason: '请先下架违规商品' }]
    await decide(PLATFORM, { decision: 'suspend', reasons: held })
    expect(await read(PLATFORM)).toMatchObject({ state: 'suspended', reasons: held })
    await post(path(PLATFORM, '/change'), {
      documents: { ...documents, category: '综合电商', goods: '日用百货' },
      why,
    })
    await post(path(PLATFORM, '/submit'))
    await untilState(PLATFORM, 'under_review')
    await decide(PLATFORM, { decision: 'grant' })
    expect(await states(PLATFORM)).toEqual([
      'draft',
      'submitted',
      'under_review',
      'to_be_rectified',
      'submitted',
      'under_review',
      'granted',
      'suspended',
      'submitted',
      'under_review',
      'granted',
    ])
    const { history } = await read(PLATFORM)
    expect(history.at(-1)?.by).toEqual({ kind: 'person', name: 'operator' })
    expect(history[0]?.by).toEqual({ kind: 'institution', name: '微信支付' })
    const alerts = await database.db.sql`
      select kind, subject from operator_alerts where subject = 'capability:wechatpay.platform'`
    expect([...alerts]).toEqual([{ kind: 'capability.suspended', subject: 'capability:wechatpay.platform' }])
  })

  it('hides its methods with the suspension, and shows them again with the grant', async () => {
    await database.db.tx(async (tx) => {
      const rules = JSON.stringify({ ...RULES, methods: ['wechatpay_scan'], requires: [PLATFORM] })
      const at = new Date(sandbox.clock.nowMs())
      await tx.sql`
        insert into launches (id, name, name_en, institution, version, created_at)
        values ('ln_cap', '微信', 'WeChat', 'wechatpay', 1, ${at})`
      await tx.sql`
        insert into launch_versions (launch_id, version, valid_from, rules)
        values ('ln_cap', 1, ${at}, ${rules}::jsonb)`
      await tx.sql`update rulebook set revision = revision + 1`
    })
    const { id } = await shop.place()
    const reasonsNow = async (): Promise<string[] | undefined> => {
      const { body } = await shop.call<{ data: { method: string; reasons: { code: string }[] }[] }>(
        'GET',
        `/v1/checkouts/${id}/methods?scene=desktop_web`,
      )
      return body.data.find(({ method }) => method === 'wechatpay_scan')?.reasons.map(({ code }) => code)
    }
    await advance(2_000)
    expect(await reasonsNow()).toEqual([])
    await decide(PLATFORM, { decision: 'suspend', reasons: [{ field: '', reason: '暂停' }] })
    expect(await reasonsNow()).toEqual(['capability_suspended'])
    await decide(PLATFORM, { decision: 'restore' })
    expect(await reasonsNow()).toEqual([])
  })

  it('is found by asking when every notice is lost, and asked about again when an answer is', async () => {
    const kind = 'alipay.platform'
    const { service_phone: _phone, ...rest } = documents
    await post('/console/api/capabilities', { kind, documents: rest, why })
    const lost = sandbox.control.addFault({
      institution: 'review_desk',
      operation: 'notice.decided',
      effect: 'lose',
    })
    sandbox.control.addFault({
      institution: 'review_desk',
      operation: 'hand_in',
      effect: 'timeout_after',
      times: 1,
    })
    await post(path(kind, '/submit'))
    await platform.runner.drain()
    // It lies there, and we do not know.
    expect((await read(kind)).state).toBe('submitted')
    sandbox.control.addFault({
      institution: 'review_desk',
      operation: 'read',
      effect: 'drop_before',
      times: 1,
    })
    await untilState(kind, 'under_review')
    expect((await read(kind)).submission).toBe(1)

    await decide(kind, { decision: 'grant' })
    expect((await read(kind)).state).toBe('under_review')
    await untilState(kind, 'granted', MINUTE)
    await decide(kind, { decision: 'suspend', reasons: [{ field: 'goods', reason: '请整改' }] })
    await untilState(kind, 'suspended', MINUTE)
    sandbox.control.removeFault(lost.id)
    const reached = await (await fetch(`${sandbox.homeUrl}/control/desk/applications`)).json()
    const { applicationNo } = await read(kind)
    expect((reached as { id: string }[]).filter(({ id }) => id === applicationNo)).toHaveLength(1)
  })

  it('never heard of: it is sent again under its number', async () => {
    const kind = 'wechatpay.sub_merchants'
    const plan = {
      provider_mchid: '1900000001',
      settlement_plan: 'T+1',
      merchant_rules: '见附件',
      contact_name: '李四',
    }
    await post('/console/api/capabilities', { kind, documents: plan, why })
    sandbox.control.addFault({
      institution: 'review_desk',
      operation: 'hand_in',
      effect: 'timeout_before',
      times: 1,
    })
    await post(path(kind, '/submit'))
    await platform.runner.drain()
    expect((await read(kind)).state).toBe('submitted')
    await untilState(kind, 'under_review')
    expect((await read(kind)).submission).toBe(1)
  })

  it('needs its documents, and no others', async () => {
    const kind = 'wechatpay.mini_program'
    expect(await refusal('/console/api/capabilities', { kind, documents: { shoe_size: '42' }, why })).toEqual(
      [422, 'document_unknown'],
    )
    await post('/console/api/capabilities', { kind, documents: { app_name: '胡同', appid: '  ' }, why })
    expect(await refusal('/console/api/capabilities', { kind, documents: {}, why })).toEqual([
      409,
      'capability_exists',
    ])
    expect(await refusal(path(kind, '/submit'))).toEqual([422, 'documents_missing'])
    expect(await refusal(path(kind, '/record'), { decision: 'grant', paper: '函 1 号', why })).toEqual([
      409,
      'desk_decides',
    ])
    await post(path(kind, '/withdraw'))
    const fresh = await post('/console/api/capabilities', { kind, documents: {}, why })
    expect(fresh).toMatchObject({ state: 'draft', submission: 0 })
    expect(await states(kind)).toEqual(['draft', 'withdrawn', 'draft'])
  })
})

describe('notices of a review desk', () => {
  const send = async (change: {
    readonly secret?: string
    readonly ageS?: number
    readonly id?: string
    readonly data: object
    readonly body?: (signed: string) => string
  }): Promise<[number, unknown]> => {
    const secret = change.secret ?? sandbox.credentials.reviewDesk.noticeSecret
    const body = JSON.stringify({ type: 'application.granted', data: change.data })
    const id = change.id ?? 'msg_test'
    const seconds = Math.floor(sandbox.clock.nowMs() / 1000) - (change.ageS ?? 0)
    const signature = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
      .update(`${id}.${seconds}.${body}`)
      .digest('base64')
    const answer = await fetch(`${platform.url}/notices/capabilities/wechatpay`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': `v1,${signature}`,
      },
      body: change.body?.(body) ?? body,
    })
    const told = (await answer.json()) as { code?: string; details?: { because?: string } }
    return [answer.status, told.details?.because ?? told.code ?? 'taken']
  }
  const news = async (change: object = {}) => {
    const { applicationNo, submission } = await read(PLATFORM)
    const data = { application_no: applicationNo, submission, revision: 99, state: 'suspended', reasons: [] }
    return { ...data, ...change }
  }

  it('are refused when forged, changed, stale or about what is not ours, and change nothing', async () => {
    // No look at the desk comes due meanwhile: what is shown of the capability tells of the last one.
    sandbox.control.setClock({ mode: 'frozen' })
    await platform.runner.drain()
    const before = await read(PLATFORM)
    const data = await news()
    expect(await send({ data, secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` })).toEqual([
      400,
      'bad_signature',
    ])
    expect(await send({ data, body: (body) => body.replace('suspended', 'revoked') })).toEqual([
      400,
      'bad_signature',
    ])
    expect(await send({ data, ageS: 3_600 })).toEqual([400, 'stale'])
    expect(await send({ data, ageS: -3_600 })).toEqual([400, 'stale'])
    expect(await send({ data: await news({ application_no: 'no-such' }) })).toEqual([
      400,
      'unknown_application',
    ])
    expect(await read(PLATFORM)).toEqual(before)
    sandbox.control.setClock({ mode: 'advanced' })
  })

  it('change nothing when they are old, and count once however often they come', async () => {
    expect((await read(PLATFORM)).state).toBe('granted')
    expect(await send({ id: 'msg_old', data: await news({ revision: 1 }) })).toEqual([200, 'taken'])
    expect(await send({ id: 'msg_older', data: await news({ submission: 1 }) })).toEqual([200, 'taken'])
    expect((await read(PLATFORM)).state).toBe('granted')
    const data = await news({ revision: 1_000 })
    const told = await Promise.all(Array.from({ length: 8 }, () => send({ id: 'msg_once', data })))
    expect(told).toEqual(Array.from({ length: 8 }, () => [200, 'taken']))
    const { history } = await read(PLATFORM)
    expect(history.slice(0, 2).map(({ to }) => to)).toEqual(['suspended', 'granted'])
    const [row] = await database.db.sql`
      select deliveries, verdict from capability_notices where event_id = 'msg_once'`
    expect(row).toEqual({ deliveries: 8, verdict: 'applied' })
  })

  it('come again after the platform was away, and are then taken', async () => {
    const kind = 'alipay.platform'
    sandbox.control.addFault({
      institution: 'review_desk',
      operation: 'notice.decided',
      effect: 'forge',
      times: 1,
    })
    await decide(kind, { decision: 'restore' })
    await until('the second delivery is taken', async () => (await read(kind)).state === 'granted')
  })
})

describe('past moments', () => {
  it('are read from the moves', async () => {
    const moves = await database.db.sql<{ id: string; at: Date; to: string }>`
      select capability_id as id, at, to_state as to from capability_moves m order by at, m.id`
    expect(moves.length).toBeGreaterThan(15)
    for (const { at } of moves) {
      const then = new Map<string, string>()
      for (const move of moves) if (move.at <= at) then.set(move.id, move.to)
      const { capabilities } = await loadRulebook(database.db.sql, at)
      const found = [...capabilities.values()].map(({ id, state }) => [id, state] as const)
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(then))
    }
  })
})

const RULES = {
  state: 'live',
  needsSubMerchant: false,
  merchants: 'everyone',
  everyoneUnderTermsSeq: null,
  shareBp: 10_000,
  holdoutBp: 0,
  audience: null,
  boosts: [],
  allow: [],
  deny: [],
  goods: { includeCategories: [], excludeCategories: [], includeSkus: [], excludeSkus: [] },
  scenes: null,
  amountMinor: { least: null, most: null },
  windows: [],
  schedule: { steps: [], step: -1, state: 'off', stepBeganAt: null },
  guardrails: [],
  hideWhenFailing: false,
}
