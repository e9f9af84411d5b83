import { startPlatform } from '@hutong/server'
import { createLog } from '@hutong/server/platform/log'
import { isRefusal, type Sandbox } from 'hutong-sandbox'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Call, createCaller } from '../api/support/caller.js'
import { createTestDatabase, startSandboxInProcess, type TestDatabase, until } from '../support/index.js'
import { createDice, seedOfThisRun } from './support/index.js'
import { createShop, type Method, type Shop } from './support/shop.js'

interface MethodView {
  readonly method: string
  readonly shown: boolean
  readonly preselected: boolean
  readonly reasons: readonly { readonly code: string }[]
}
interface Explained {
  readonly at: string
  readonly rulebookRevision: number | null
  readonly facts: Readonly<Record<string, unknown>>
  readonly methods: readonly MethodView[]
}

const seed = seedOfThisRun()
const dice = createDice(seed)
const SCENES = ['desktop_web', 'mobile_web', 'app'] as const
const why = '试一试'
const PLATFORM = 'wechatpay.platform'

let sandbox: Sandbox
let database: TestDatabase
let platform: Awaited<ReturnType<typeof startPlatform>>
let shop: Shop
let operator: Call
const sellers: Call[] = []

beforeAll(async () => {
  sandbox = await startSandboxInProcess({ seed })
  database = await createTestDatabase()
  platform = await startPlatform({
    databaseUrl: database.url,
    masterKey: Buffer.alloc(32, 11),
    host: '127.0.0.1',
    port: 0,
    log: createLog({ level: 'fatal' }),
    clock: { now },
    institutions: { wechatpay: sandbox.credentials.wechatpay, alipay: sandbox.credentials.alipay },
    demo: { merchants: [], webhookUrl: null },
  })
  shop = createShop({ url: platform.url, apiKey: platform.demo?.apiKey ?? '', sandbox })
  await shop.openStalls()
  operator = await signIn('console', platform.demo!.console)
  for (const merchantId of ['m_tea', 'm_books']) {
    const who = { username: `seller_${merchantId}`, password: 'a long enough password' }
    await operator('POST', '/console/api/users', { body: { ...who, merchantId } })
    sellers.push(await signIn('workbench', who))
  }
  await setUp()
}, 60_000)
afterAll(async () => {
  await platform.stop()
  await sandbox.stop()
  await database.drop()
})

function now(): Date {
  return new Date(sandbox.clock.nowMs())
}

async function signIn(realm: string, who: { username: string; password: string }): Promise<Call> {
  const ours = { 'x-requested-with': 'hutong' }
  const body = { username: who.username, password: who.password }
  const { headers } = await createCaller(platform.url, ours)('POST', `/${realm}/api/sign-in`, { body })
  return createCaller(platform.url, { ...ours, cookie: headers.get('set-cookie')?.split(';')[0] ?? '' })
}

/** An operator's or seller's act; what is refused changes nothing, and is as good a step of a story. */
async function act(who: Call, path: string, body?: object): Promise<void> {
  const { status } = await who('POST', path, body === undefined ? {} : { body })
  expect(status, path).toBeLessThan(500)
}

const OPEN = {
  shareBp: 10_000,
  holdoutBp: 0,
  deny: [] as string[],
  allow: [] as string[],
  goods: { includeCategories: [], excludeCategories: [] as string[], includeSkus: [], excludeSkus: [] },
  scenes: null as string[] | null,
  amountMinor: { least: null as number | null, most: null as number | null },
  windows: [] as object[],
}

let launch = ''

/** The next version of the launch's rules, by an operator who has read the one that stands. */
async function writeRules(change: Partial<typeof OPEN>): Promise<void> {
  const { body } = await operator<{ version: number; rules: object }>(
    'GET',
    `/console/api/launches/${launch}`,
  )
  const rules = { ...body.rules, ...change }
  await act(operator, `/console/api/launches/${launch}/change`, { version: body.version, rules, why })
}

const move = (verb: string) => act(operator, `/console/api/launches/${launch}/${verb}`, { why })

type Tx = Parameters<Parameters<TestDatabase['db']['tx']>[0]>[0]

/** What another process writes, told as it tells it; answers once this platform has heard. */
async function inRulebook(write: (tx: Tx) => Promise<unknown>): Promise<void> {
  const [row] = await database.db.tx(async (tx) => {
    await write(tx)
    return tx.sql<{ revision: bigint }>`update rulebook set revision = revision + 1 returning revision`
  })
  await database.db.sql`select pg_notify('hutong_rulebook', '')`
  await until('the platform has heard', async () => {
    const { body } = await operator<Explained>('GET', `/console/api/explain?checkoutId=${checkouts[0]}`)
    return BigInt(body.rulebookRevision ?? 0) >= (row?.revision ?? 0n)
  })
}

const checkouts: string[] = []

async function setUp(): Promise<void> {
  checkouts.push((await shop.place()).id)
  const documents = {
    company_name: '胡同集市',
    license_number: '91440300MA5F4ABC12',
    category: '服饰',
    site: 'hutong.example',
    goods: '日用百货与服饰',
    service_phone: '075512345678',
    contact_name: '李四',
  }
  await act(operator, '/console/api/capabilities', { kind: PLATFORM, documents, why })
  await act(operator, `/console/api/capabilities/${PLATFORM}/submit`, { why })
  await record('grant')
  const { body } = await operator<{ id: string }>('POST', '/console/api/launches', {
    body: {
      name: '秋季',
      nameEn: 'Autumn',
      institution: 'wechatpay',
      rules: {
        methods: ['wechatpay_scan', 'wechatpay_jump'],
        requires: [PLATFORM],
        hideWhenFailing: true,
        ...OPEN,
      },
      why,
    },
  })
  launch = body.id
  await move('go-live')
  await publishTerms('needed', 0)
  await goOn()
}

async function publishTerms(agreement: string, afterMs: number): Promise<number> {
  labels += 1
  const draft = { label: `第 ${labels} 版`, agreement, body: '正文', bodyEn: 'Text', why }
  const { body } = await operator<{ seq: number; changedAt: string }>('POST', '/console/api/terms', {
    body: draft,
  })
  const effectiveAt = new Date(now().getTime() + afterMs + 1_000).toISOString()
  const { seq, changedAt } = body
  await act(operator, `/console/api/terms/${seq}/publish`, { effectiveAt, changedAt, why })
  return body.seq
}

async function invite(merchantIds: readonly string[], expiresInMs: number): Promise<void> {
  const batch = {
    name: '一批',
    selection: { merchantIds },
    waves: [{ shareBp: 10_000, afterMs: 0 }],
    startsAt: now().toISOString(),
    expiresInMs,
    why,
  }
  const { body } = await operator<{ id: string }>('POST', `/console/api/launches/${launch}/batches`, {
    body: batch,
  })
  await act(operator, `/console/api/batches/${body.id}/start`, { why })
}

async function acceptAll(): Promise<void> {
  const { body } = await operator<{ data: { seq: number; inForce: boolean }[] }>('GET', '/console/api/terms')
  const termsSeq = body.data.find(({ inForce }) => inForce)?.seq ?? 1
  for (const seller of sellers) await act(seller, `/workbench/api/launches/${launch}/accept`, { termsSeq })
}

/** Everything in order, so that what comes next is seen against a method that is shown. */
async function putInOrder(): Promise<void> {
  await record('grant')
  await move('resume')
  await writeRules(OPEN)
  await setHealth('well')
  for (const merchant of MERCHANTS) await act(operator, `${merchantPath(merchant)}/restore`, { why })
  await resumeAll()
  await invite(MERCHANTS, 3_600_000)
  await goOn()
  await acceptAll()
  await agreeAll()
  checkouts.push((await shop.place({ expiresInMs: 3_600_000 })).id)
}

const MERCHANTS = ['m_tea', 'm_books']
const merchantPath = (merchant: string) => `/console/api/launches/${launch}/merchants/${merchant}`

async function resumeAll(): Promise<void> {
  for (const seller of sellers) await act(seller, `/workbench/api/launches/${launch}/resume`)
}

async function agreeAll(): Promise<void> {
  const { body } = await operator<{ data: { seq: number }[] }>('GET', '/console/api/terms')
  const seq = Math.max(...body.data.map((terms) => terms.seq))
  for (const seller of sellers) await act(seller, `/workbench/api/terms/${seq}/agree`)
}

const setHealth = (health: string) =>
  inRulebook(
    (tx) => tx.sql`
      insert into method_health_moves (method, at, health) values ('wechatpay_jump', ${now()}, ${health})`,
  )

const record = (decision: string) =>
  act(operator, `/console/api/capabilities/${PLATFORM}/record`, {
    decision,
    reasons: decision === 'suspend' ? [{ field: '', reason: '整改' }] : [],
    paper: '函 1 号',
    why,
  })

let labels = 0
const ACTS: readonly (() => Promise<unknown>)[] = [
  () => writeRules({ shareBp: dice.pick([0, 2_000, 5_000, 10_000]), holdoutBp: dice.pick([0, 0, 5_000]) }),
  () => move(dice.pick(['halt', 'resume'])),
  () => writeRules({ scenes: dice.pick([null, ['mobile_web'], ['desktop_web', 'app']]) }),
  () => writeRules({ goods: { ...OPEN.goods, excludeCategories: dice.pick([[], ['tea'], ['toys']]) } }),
  () => writeRules({ amountMinor: { least: dice.pick([null, 100, 99_999]), most: null } }),
  () => writeRules({ deny: dice.pick([[], ['shopper-1']]), allow: dice.pick([[], ['shopper-1']]) }),
  () => {
    const until = new Date(now().getTime() + 90_000).toISOString()
    return writeRules({ windows: [{ from: now().toISOString(), until }] })
  },
  () => writeRules(OPEN),
  () => record(dice.pick(['grant', 'suspend', 'sent_back'])),
  () => setHealth(dice.pick(['well', 'failing'])),
  async () => {
    const house = dice.pick(['wechatpay', 'alipay'])
    const policy = { order: ['house', 'fits_scene', 'well'], preselect: dice.pick(['none', 'house']), house }
    const { body } = await operator<{ version: number }>('GET', '/console/api/method-policy')
    const change = { version: body.version, policy: { ...policy, feeBp: {} }, why }
    await act(operator, '/console/api/method-policy', change)
  },
  () => invite(dice.pick([MERCHANTS, ['m_books']]), dice.pick([60_000, 3_600_000])),
  () => acceptAll(),
  () => act(dice.pick(sellers), `/workbench/api/launches/${launch}/${dice.pick(['pause', 'decline'])}`, {}),
  () => resumeAll(),
  () => act(operator, `${merchantPath(dice.pick(MERCHANTS))}/${dice.pick(['suspend', 'restore'])}`, { why }),
  async () => {
    const seq = await publishTerms(dice.pick(['needed', 'by_notice']), dice.pick([0, 60_000]))
    if (dice.chance(0.3)) await act(operator, `/console/api/terms/${seq}/withdraw`, { why })
  },
  () => agreeAll(),
  async () => checkouts.push((await shop.place({ expiresInMs: dice.pick([60_000, 3_600_000]) })).id),
  async () => {
    const checkoutId = dice.pick(checkouts.slice(-3))
    const { status, body } = await shop.tryStart(
      checkoutId,
      dice.pick<Method>(['wechatpay_scan', 'alipay_scan']),
    )
    if (status !== 201 || dice.chance(0.7)) return
    // In the last second of its life the wallet may refuse it, or its expiry may be faster.
    if (isRefusal(sandbox.control.pay({ outTradeNo: body.outTradeNo }))) return
    await until('an end', async () => (await shop.read(checkoutId)).state !== 'open')
  },
  () => shop.close(dice.pick(checkouts.slice(-3))),
]

interface Moment {
  readonly checkoutId: string
  readonly scene: string
  readonly explained: Explained
  readonly cashier: { readonly at: string; readonly methods: string[] }
}

/** As the page draws them: which, in which order, and which is chosen. */
const drawn = (methods: readonly MethodView[]): string[] =>
  methods.flatMap(({ method, shown, preselected }) => (shown ? [`${method}${preselected ? '!' : ''}`] : []))

async function look(): Promise<Moment> {
  // The latest are the ones that change most.
  const checkoutId = dice.pick(checkouts.slice(-4))
  const scene = dice.pick(SCENES)
  const { cashierUrl } = await shop.read(checkoutId)
  const key = new URL(cashierUrl).searchParams.get('k')
  const explained = await operator<Explained>(
    'GET',
    `/console/api/explain?checkoutId=${checkoutId}&scene=${scene}`,
  )
  const page = scene === 'app' ? 'mobile_web' : scene
  const view = await fetch(`${platform.url}/cashier/api/checkouts/${checkoutId}?scene=${page}&k=${key}`)
  const { methods, serverTime } = (await view.json()) as { methods: MethodView[]; serverTime: string }
  return {
    checkoutId,
    scene,
    explained: explained.body,
    cashier: { at: serverTime, methods: drawn(methods) },
  }
}

async function goOn(): Promise<void> {
  sandbox.control.setClock({ advanceMs: 20 + dice.below(40_000) })
  await platform.runner.drain()
  sandbox.control.setClock({ advanceMs: 20 })
}

it(`explains every past moment as it was shown then, whatever was changed since (seed ${seed})`, async () => {
  const moments: Moment[] = []
  for (let step = 0; step < 72; step += 1) {
    await (step % 12 === 0 ? putInOrder() : dice.pick(ACTS)())
    await goOn()
    moments.push(await look())
    sandbox.control.setClock({ advanceMs: 20 })
  }

  const codes = new Set<string>()
  for (const { checkoutId, scene, explained, cashier } of moments) {
    const then = await operator<Explained>(
      'GET',
      `/console/api/explain?checkoutId=${checkoutId}&scene=${scene}&at=${explained.at}`,
    )
    expect(then.body.methods, `${checkoutId} at ${explained.at}`).toEqual(explained.methods)
    expect(sorted(then.body.facts)).toEqual(sorted(explained.facts))
    const page = scene === 'app' ? 'mobile_web' : scene
    const told = await shop.call<{ data: MethodView[] }>(
      'GET',
      `/v1/checkouts/${checkoutId}/methods?scene=${page}&at=${cashier.at}`,
    )
    expect(drawn(told.body.data), `${checkoutId} at ${cashier.at}`).toEqual(cashier.methods)
    for (const { reasons } of explained.methods) for (const { code } of reasons) codes.add(code)
  }
  // It was a story in which much happened.
  expect([...codes].sort().length).toBeGreaterThan(6)
  expect(new Set(moments.map(({ cashier }) => cashier.methods.join())).size).toBeGreaterThan(3)
}, 240_000)

/** Rows come in no order. */
function sorted(facts: Explained['facts']): unknown {
  return JSON.parse(JSON.stringify(facts), (_, value: unknown) =>
    Array.isArray(value) ? value.map((one) => JSON.stringify(one)).sort() : value,
  )
}

it('tells of a code that ties the checkout, and of its payment, only from then on', async () => {
  await putInOrder()
  await goOn()
  const id = checkouts.at(-1)!
  const path = `/console/api/explain?checkoutId=${id}&scene=desktop_web`
  const alipay = async (at = '') => {
    const { body } = await operator<Explained>('GET', `${path}${at}`)
    const method = body.methods.find((one) => one.method === 'alipay_scan')
    return { at: body.at, codes: method?.reasons.map(({ code }) => code) }
  }
  const moments = [await alipay()]
  await goOn()
  const attempt = await shop.start(id, 'wechatpay_scan')
  await goOn()
  moments.push(await alipay())
  shop.pay(attempt)
  await shop.untilState(id, 'paid')
  await goOn()
  moments.push(await alipay())
  const tied = 'locked_to_other_institution'
  expect(moments.map(({ codes }) => codes)).toEqual([[], [tied], ['checkout_not_open', tied]])
  for (const moment of moments) expect(await alipay(`&at=${moment.at}`)).toEqual(moment)
})

it('says the same of a cart that is like the checkout', async () => {
  const { id } = await shop.place()
  const { body: of } = await operator<Explained>(
    'GET',
    `/console/api/explain?checkoutId=${id}&scene=mobile_web`,
  )
  const {
    open: _open,
    lockedTo: _lockedTo,
    merchants,
    shopper,
    ...rest
  } = of.facts as {
    open: boolean
    lockedTo: null
    merchants: { id: string }[]
    shopper: Record<string, unknown>
  }
  const known = Object.fromEntries(Object.entries(shopper).filter(([, value]) => value !== null))
  const body = { ...rest, shopper: known, merchantIds: merchants.map((merchant) => merchant.id) }
  const told = await shop.call<Explained>('POST', '/v1/methods/explain', body)
  expect(told.status).toBe(200)
  expect(told.body.methods).toEqual(of.methods)
  const there = await operator<Explained>('POST', '/console/api/explain', { body: { ...body, at: of.at } })
  expect(there.body.methods).toEqual(of.methods)
})

it('says nothing of a moment that is to come, of before the checkout, and of strangers', async () => {
  const { id, createdAt } = await shop.place()
  const code = async (path: string) => (await shop.call<{ code: string }>('GET', path)).body.code
  const methods = `/v1/checkouts/${id}/methods`
  const before = new Date(Date.parse(createdAt) - 1).toISOString()
  const after = new Date(now().getTime() + 60_000).toISOString()
  expect(await code(`${methods}?at=${before}`)).toBe('moment_before_checkout')
  expect(await code(`${methods}?at=${after}`)).toBe('moment_to_come')
  expect(await code(`${methods}?at=yesterday`)).toBe('invalid_request')
  expect(await code('/v1/checkouts/co_nobody/methods')).toBe('checkout_not_found')
  expect(await code(`/v1/checkouts/co_nobody/methods?at=${before}`)).toBe('checkout_not_found')
  const stranger = {
    shopper: { id: 's' },
    merchantIds: ['m_nobody'],
    goods: [{ category: 'tea' }],
    amountMinor: 1,
  }
  const told = await shop.call<{ code: string }>('POST', '/v1/methods/explain', stranger)
  expect([told.status, told.body.code]).toEqual([404, 'merchant_not_found'])
})
