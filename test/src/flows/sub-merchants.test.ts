import { startPlatform } from '@hutong/server'
import { createLog } from '@hutong/server/platform/log'
import type { Credentials, Sandbox } from 'hutong-sandbox'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Call } from '../api/support/caller.js'
import { signInOperator } from '../api/support/office.js'
import { createTestDatabase, startSandboxInProcess, type TestDatabase, until } from '../support/index.js'

interface SubMerchant {
  readonly state: string
  readonly submission: number
  readonly applicationNo: string
  readonly institutionRef: string | null
  readonly subMerchantNo: string | null
  readonly signUrl: string | null
  readonly documents: Readonly<Record<string, string>>
  readonly files: readonly { readonly id: string; readonly name: string }[]
  readonly reasons: readonly { field: string; reason: string }[]
  readonly history: readonly { readonly to: string }[]
  readonly may: readonly string[]
}

let sandbox: Sandbox
let provider: Credentials['wechatpayMerchants'][number]
let database: TestDatabase
let platform: Awaited<ReturnType<typeof startPlatform>>
let operator: Call
beforeAll(async () => {
  sandbox = await startSandboxInProcess()
  provider = await sandbox.control.wechatpay.createMerchant({ kind: 'service_provider' })
  database = await createTestDatabase()
  const { wechatpay, alipay, wechatpayMerchants } = sandbox.credentials
  platform = await startPlatform({
    databaseUrl: database.url,
    masterKey: Buffer.alloc(32, 11),
    host: '127.0.0.1',
    port: 0,
    log: createLog({ level: 'fatal' }),
    clock: { now: () => new Date(sandbox.clock.nowMs()) },
    institutions: {
      wechatpay: { ...wechatpay, timeoutMs: 500 },
      alipay: { ...alipay, directPay: 'not signed' },
      wechatpayMerchants,
    },
    demo: { merchants: [{ id: 'merchant_tea', name: '茶铺' }], webhookUrl: null },
  })
  operator = await signInOperator({ platform: () => platform })
}, 60_000)
afterAll(async () => {
  await platform.stop()
  await sandbox.stop()
  await database.drop()
})

const why = '商户申请开通'
const PATH = '/console/api/sub-merchants'
const one = (institution = 'wechatpay', act = ''): string => `${PATH}/merchant_tea/${institution}${act}`

async function post<Body = SubMerchant>(route: string, body: object = { why }): Promise<Body> {
  const { status, body: told } = await operator<Body & { code?: string }>('POST', route, { body })
  if (status >= 300) throw new Error(`${route} was answered with ${status} ${JSON.stringify(told)}`)
  return told
}
const refusal = async (route: string, body: object = { why }): Promise<[number, string]> => {
  const { status, body: told } = await operator<{ code: string }>('POST', route, { body })
  return [status, told.code]
}
const read = async (institution?: string): Promise<SubMerchant> =>
  (await operator<{ subMerchant: SubMerchant }>('GET', one(institution))).body.subMerchant

const PNG = Buffer.concat([Buffer.from([0x89]), Buffer.from('PNG a picture of a paper')])
const uploaded = async (name: string): Promise<string> =>
  (await post<{ id: string }>('/console/api/application-files', { name, content: PNG.toString('base64') })).id

const documents = async (): Promise<Record<string, string>> => ({
  subject_type: 'SUBJECT_TYPE_INDIVIDUAL',
  license_copy: await uploaded('营业执照.png'),
  license_number: '91440300MA5F4ABC12',
  merchant_name: '李四茶庄',
  legal_person: '李四',
  contact_name: '李四',
  mobile_phone: '13800138000',
  contact_email: 'lisi@example.com',
  id_card_copy: await uploaded('正面.png'),
  id_card_national: await uploaded('反面.png'),
  id_card_name: '李四',
  id_card_number: '11010119900307123X',
  card_period_begin: '2016-06-06',
  card_period_end: '长期',
  merchant_shortname: '李四茶庄',
  service_phone: '075512345678',
  domain: 'tea.hutong.example',
  settlement_id: '719',
  qualification_type: '餐饮',
  bank_account_type: 'BANK_ACCOUNT_TYPE_PERSONAL',
  account_name: '李四',
  account_bank: '工商银行',
  account_number: '6222021234567890123',
})

interface Applyment {
  readonly applymentId: string
  readonly body: Record<string, Record<string, unknown>>
  readonly state: string
}
async function applyments(): Promise<Applyment[]> {
  return (await (await fetch(`${sandbox.homeUrl}/control/applyments`)).json()) as Applyment[]
}
async function decide(wish: object): Promise<void> {
  const [latest] = await applyments()
  const answer = await fetch(`${sandbox.homeUrl}/control/applyments/${latest?.applymentId}/decide`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wish),
  })
  if (answer.status !== 200) throw new Error(`the reviewer was answered with ${answer.status}`)
}
const advance = async (ms: number): Promise<void> => {
  sandbox.control.setClock({ advanceMs: ms })
  await platform.runner.drain()
}
const untilState = (state: string, stepMs = 10_000): Promise<boolean> =>
  until(`the application is ${state}`, async () => {
    if ((await read()).state === state) return true
    await advance(stepMs)
    return false
  })

it('goes through the real application call: rejected, put right, signed, and granted with its number', async () => {
  const papers = await documents()
  await post(PATH, { merchantId: 'merchant_tea', institution: 'wechatpay', documents: papers, why })
  await post(one('wechatpay', '/submit'))
  await untilState('under_review')
  const [there] = await applyments()
  // What was sealed on the way has arrived as it was written down.
  expect(there?.body).toMatchObject({
    contact_info: { contact_name: '李四', mobile_phone: '13800138000' },
    bank_account_info: { account_number: '6222021234567890123' },
  })
  expect((await read()).institutionRef).toBe(there?.applymentId)

  const field = 'subject_info.business_license_info.license_copy'
  await decide({ decision: 'reject', reasons: [{ field, fieldName: '营业执照照片', reason: '照片不清晰' }] })
  await untilState('to_be_rectified', 60_000)
  expect((await read()).reasons).toEqual([{ field: 'license_copy', reason: '照片不清晰' }])

  // The answer is lost after it was taken, so the rejection that is heard next may be the old one.
  const shown = (await read()).documents
  const put = {
    merchantId: 'merchant_tea',
    institution: 'wechatpay',
    documents: { ...shown, license_copy: await uploaded('清晰的执照.png') },
    seen: shown,
    why,
  }
  await post(PATH, put)
  // A second operator who read it before, and one who saw the form while it was still empty.
  for (const seen of [shown, {}])
    expect(await refusal(PATH, { ...put, documents: shown, seen })).toEqual([409, 'documents_moved_on'])
  expect((await read()).documents).toEqual(put.documents)
  sandbox.control.addFault({ operation: 'applyment', effect: 'timeout_before', times: 1 })
  await post(one('wechatpay', '/submit'))
  await untilState('under_review')
  expect(await read()).toMatchObject({ submission: 2 })
  expect(await applyments()).toHaveLength(1)
  expect((await applyments())[0]?.state).toBe('APPLYMENT_STATE_AUDITING')

  await decide({ decision: 'approve' })
  await until('the link to sign is told', async () => {
    await advance(60_000)
    return (await read()).signUrl
  })
  await decide({ decision: 'sign' })
  await untilState('granted', 60_000)
  const granted = await read()
  expect(granted.subMerchantNo).toMatch(/^16\d{8}$/)
  expect(granted.history.map(({ to }) => to).reverse()).toEqual([
    'draft',
    'submitted',
    'under_review',
    'to_be_rectified',
    'submitted',
    'under_review',
    'granted',
  ])
  // A number that is given is not asked about for ever.
  expect(granted.may).toEqual(['withdraw'])
  const merchants = sandbox.control.wechatpay.merchants()
  expect(merchants.find(({ mchid }) => mchid === granted.subMerchantNo)).toMatchObject({
    providers: [provider.mchid],
  })
})

it('shows no whole number of a paper or an account, and stores none in clear', async () => {
  const { documents: shown, files } = await read()
  expect(shown).toMatchObject({
    id_card_number: '110•••••••••••••3X',
    account_number: '622••••••••••••••23',
    license_number: '91440300MA5F4ABC12',
  })
  expect(files.map(({ name }) => name).sort()).toEqual(['正面.png', '反面.png', '清晰的执照.png'].sort())
  const kept = await database.db.sql<{ text: string }>`
    select to_jsonb(s)::text as text from sub_merchants s
    union all select to_jsonb(a)::text from audit_entries a union all select to_jsonb(f)::text from application_files f`
  for (const { text } of kept) {
    expect(text).not.toContain('6222021234567890123')
    expect(text).not.toContain(Buffer.from('6222021234567890123').toString('hex'))
    expect(text).not.toContain(PNG.toString('hex'))
  }
})

it('says at once what the institution finds wrong with a field', async () => {
  await post(one('wechatpay', '/withdraw'))
  const papers = { ...(await documents()), license_number: '12' }
  await post(PATH, { merchantId: 'merchant_tea', institution: 'wechatpay', documents: papers, why })
  await post(one('wechatpay', '/submit'))
  await untilState('to_be_rectified')
  expect((await read()).reasons).toMatchObject([{ field: 'license_number' }])
})

it('takes no paper that it does not know, and hands in nothing with a gap', async () => {
  const papers = await documents()
  const write = (change: Record<string, string>) =>
    refusal(PATH, {
      merchantId: 'merchant_tea',
      institution: 'wechatpay',
      documents: { ...papers, ...change },
      why,
    })
  expect(await write({ license_copy: 'fi_of_nobody' })).toEqual([422, 'document_not_valid'])
  expect(await write({ subject_type: 'SUBJECT_TYPE_MOON' })).toEqual([422, 'document_not_valid'])
  expect(await write({ shoe_size: '42' })).toEqual([422, 'document_unknown'])
  expect(await refusal(PATH, { merchantId: 'nobody', institution: 'wechatpay', documents: {}, why })).toEqual(
    [404, 'merchant_not_found'],
  )
  const upload = (name: string, content: string) =>
    refusal('/console/api/application-files', { name, content })
  expect(await upload('a.png', Buffer.from('no picture').toString('base64'))).toEqual([422, 'file_not_taken'])
  const large = Buffer.concat([PNG, Buffer.alloc(2 * 1024 * 1024)]).toString('base64')
  expect(await upload('a.png', large)).toEqual([422, 'file_not_taken'])
})

it('is written down by hand where the application call is not connected', async () => {
  const papers = {
    merchant_type: '07',
    name: '李四茶庄',
    alias_name: '李四茶庄',
    mcc: '5812',
    cert_no: '91440300MA5F4ABC12',
    contact_name: '李四',
    service: '电脑支付,wap支付',
    binding_alipay_logon_id: 'lisi@example.com',
    settle_type: 'alipayAccount',
  }
  const wish = { merchantId: 'merchant_tea', institution: 'alipay', documents: papers, why }
  await post(PATH, wish)
  expect(await refusal(one('alipay', '/submit'))).toEqual([422, 'documents_missing'])
  await post(PATH, { ...wish, documents: { ...papers, contact_mobile: '13800138000' } })
  await post(one('alipay', '/submit'))
  expect(await read('alipay')).toMatchObject({ state: 'submitted', may: ['record'] })
  expect(await refusal(one('alipay', '/check'))).toEqual([409, 'nobody_to_ask'])
  const paper = { paper: '支付宝函 2024-09-01', why }
  expect(await refusal(one('alipay', '/record'), { decision: 'grant', ...paper })).toEqual([
    422,
    'sub_merchant_number_missing',
  ])
  await post(one('alipay', '/record'), { decision: 'grant', subMerchantNo: '2088000000000001', ...paper })
  expect(await read('alipay')).toMatchObject({ state: 'granted', subMerchantNo: '2088000000000001' })
  expect(await refusal(one('wechatpay', '/record'), { decision: 'take_back', ...paper })).toEqual([
    409,
    'desk_decides',
  ])
})

it('is listed by institution and state, page by page', async () => {
  const { body } = await operator<{ data: { institution: string; state: string }[]; nextCursor: string }>(
    'GET',
    `${PATH}?limit=1`,
  )
  expect(body.data).toHaveLength(1)
  const next = await operator<{ data: { institution: string }[]; nextCursor: string | null }>(
    'GET',
    `${PATH}?limit=1&cursor=${body.nextCursor}`,
  )
  expect([body.data[0]?.institution, next.body.data[0]?.institution].sort()).toEqual(['alipay', 'wechatpay'])
  expect(next.body.nextCursor).toBeNull()
  const granted = await operator<{ data: { institution: string }[] }>('GET', `${PATH}?state=granted`)
  expect(granted.body.data.map(({ institution }) => institution)).toEqual(['alipay'])
})
