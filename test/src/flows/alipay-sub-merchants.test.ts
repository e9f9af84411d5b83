import { startPlatform } from '@hutong/server'
import { createLog } from '@hutong/server/platform/log'
import type { Sandbox } from 'hutong-sandbox'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Call } from '../api/support/caller.js'
import { signInOperator } from '../api/support/office.js'
import { createTestDatabase, startSandboxInProcess, type TestDatabase, until } from '../support/index.js'
import { type Field, openOnboarding, PNG } from './support/index.js'

let sandbox: Sandbox
let database: TestDatabase
let platform: Awaited<ReturnType<typeof startPlatform>>
let operator: Call

/** Whether the account has the product is read at the start. */
async function start(directPay: 'signed' | 'not signed'): Promise<void> {
  const { wechatpay, alipay } = sandbox.credentials
  platform = await startPlatform({
    databaseUrl: database.url,
    masterKey: Buffer.alloc(32, 12),
    host: '127.0.0.1',
    port: 0,
    log: createLog({ level: 'fatal' }),
    clock: { now: () => new Date(sandbox.clock.nowMs()) },
    institutions: { wechatpay, alipay: { ...alipay, timeoutMs: 500, directPay } },
    demo: {
      merchants: [
        { id: 'merchant_tea', name: '茶铺' },
        { id: 'merchant_silk', name: '丝绸铺' },
      ],
      webhookUrl: null,
    },
  })
  operator = await signInOperator({ platform: () => platform })
}
beforeAll(async () => {
  sandbox = await startSandboxInProcess()
  database = await createTestDatabase()
  await start('not signed')
}, 60_000)
afterAll(async () => {
  await platform.stop()
  await sandbox.stop()
  await database.drop()
})

const why = '商户申请开通'
const PATH = '/console/api/sub-merchants'
const { one, post, read, orders, decide, uploaded, everyDocument } = openOnboarding({
  operator: () => operator,
  sandbox: () => sandbox,
})
const untilState = (state: string, stepMs = 10_000): Promise<boolean> =>
  until(`the application is ${state}`, async () => {
    if ((await read()).state === state) return true
    sandbox.control.setClock({ advanceMs: stepMs })
    await platform.runner.drain()
    return false
  })

const textsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [String(value)]

it('is filed by hand without the product, and stays with the person when it is signed later', async () => {
  const documents = await everyDocument()
  await post(PATH, { merchantId: 'merchant_silk', institution: 'alipay', documents, why })
  await post(one('/submit', 'merchant_silk'))
  expect(await read('merchant_silk')).toMatchObject({ state: 'submitted', may: ['record'] })
  await platform.stop()
  await start('signed')
  expect(await read('merchant_silk')).toMatchObject({ state: 'submitted', may: ['record'] })
  const record = { decision: 'grant', subMerchantNo: '2088000000000001', paper: '支付宝函 1', why }
  await post(one('/record', 'merchant_silk'), record)
  expect(await read('merchant_silk')).toMatchObject({ state: 'granted', subMerchantNo: '2088000000000001' })
  expect(await orders()).toEqual([])
})

it('goes through the real application call: rejected, put right, and granted with its number', async () => {
  const documents = await everyDocument()
  await post(PATH, { merchantId: 'merchant_tea', institution: 'alipay', documents, why })
  await post(one('/submit'))
  await untilState('under_review')
  const [first] = await orders()
  expect((await read()).institutionRef).toBe(first?.id)
  expect((await read()).may).toEqual(['check'])
  // Each field has arrived: what was written as it was, copies by the institution's number of them.
  const { fields } = (await operator<{ fields: Field[] }>('GET', one())).body
  const arrived = textsIn(first?.body)
  for (const { field, type } of fields)
    if (type !== 'file' && field !== 'service') expect(arrived).toContain(documents[field])
  expect(first?.body.service).toEqual(documents.service?.split(','))
  expect(arrived.filter((text) => /^[0-9a-f]{32}\.png$/.test(text))).toHaveLength(
    fields.filter(({ type }) => type === 'file').length,
  )

  await decide('pass_data')
  await post(one('/check'))
  expect((await read()).lastCall).toMatchObject({ answer: '031 PASS CREATE NOT_CONFIRM' })
  await decide('reject_risk', '门头照与商户名称不符')
  await untilState('to_be_rectified', 60_000)
  expect((await read()).reasons).toEqual([{ field: '', reason: '门头照与商户名称不符' }])
  // Whoever asks from a page that was drawn before the decision gets the decision.
  expect((await operator<{ state: string }>('POST', one('/check'), {})).body).toMatchObject({
    state: 'to_be_rectified',
  })

  // The answer to the second is lost after it was taken, and it is rejected again before it is asked about.
  const again = { ...(await read()).documents, out_door_image: await uploaded('清晰的门头.png') }
  await post(PATH, { merchantId: 'merchant_tea', institution: 'alipay', documents: again, why })
  sandbox.control.addFault({ operation: 'zft_create', effect: 'timeout_after', times: 1 })
  await post(one('/submit'))
  await until('the second lies there', async () => {
    await platform.runner.drain()
    return (await orders()).length === 2
  })
  expect(await read()).toMatchObject({ state: 'submitted', submission: 2 })
  await decide('reject_data', '执照不清晰')
  await untilState('to_be_rectified')
  expect(await read()).toMatchObject({ submission: 2, reasons: [{ reason: '执照不清晰' }] })
  expect(await orders()).toHaveLength(2)

  // The third is lost on its way there: what was sent back before is no answer to it, and it is sent again.
  await post(PATH, { merchantId: 'merchant_tea', institution: 'alipay', documents: again, why })
  sandbox.control.addFault({ operation: 'zft_create', effect: 'timeout_before', times: 1 })
  await post(one('/submit'))
  await untilState('under_review')
  expect(await orders()).toHaveLength(3)
  expect(new Set((await orders()).map(({ externalId }) => externalId)).size).toBe(1)

  const { smid } = await decide('approve')
  await untilState('granted', 60_000)
  const granted = await read()
  expect(granted).toMatchObject({ subMerchantNo: smid, submission: 3, may: ['withdraw'] })
  expect(granted.history.map(({ to }) => to).reverse()).toEqual([
    'draft',
    'submitted',
    'under_review',
    'to_be_rectified',
    'submitted',
    'to_be_rectified',
    'submitted',
    'under_review',
    'granted',
  ])
})

it('takes no PDF where Alipay takes pictures', async () => {
  const content = Buffer.from('%PDF-1.7').toString('base64')
  const paper = await post<{ id: string }>('/console/api/application-files', { name: '门头.PDF', content })
  const body = {
    merchantId: 'merchant_silk',
    institution: 'alipay',
    documents: { out_door_image: paper.id },
    why,
  }
  expect(await operator('POST', PATH, { body })).toMatchObject({
    status: 422,
    body: { code: 'document_not_valid', details: { field: 'out_door_image' } },
  })
})

it('says at once what Alipay finds wrong with a field, and why it is not taken at all', async () => {
  await post(one('/withdraw'))
  const documents = { ...(await everyDocument()), contact_mobile: '1'.repeat(40) }
  await post(PATH, { merchantId: 'merchant_tea', institution: 'alipay', documents, why })
  await post(one('/submit'))
  await untilState('to_be_rectified')
  expect((await read()).reasons).toMatchObject([{ field: 'contact_mobile' }])

  const code = 'isv.insufficient-isv-permissions'
  sandbox.control.addFault({ operation: 'zft_create', effect: 'fail', times: 1, params: { code } })
  await post(one('/submit'))
  await untilState('to_be_rectified')
  expect((await read()).reasons).toMatchObject([{ field: '', reason: expect.stringContaining(code) }])
})

it('shows no whole number of a paper or an account, stores none in clear, and keeps who did what and why', async () => {
  const { fields } = (await operator<{ fields: Field[] }>('GET', one())).body
  const { documents: shown } = await read()
  for (const { field, sensitive } of fields)
    expect([field, shown[field]?.includes('•') ?? false]).toEqual([field, sensitive === true])
  const kept = await database.db.sql<{ text: string }>`
    select to_jsonb(s)::text as text from sub_merchants s
    union all select to_jsonb(a)::text from audit_entries a union all select to_jsonb(f)::text from application_files f`
  for (const { text } of kept) {
    for (const { field, type, sensitive } of fields)
      if (sensitive === true && type === 'text') expect(text).not.toContain(`${field} 的内容`)
    expect(text).not.toContain(PNG.toString('hex'))
  }
  const audited = await database.db.sql<{ action: string; why: string }>`
    select action, why from audit_entries where subject = 'sub_merchant:merchant_tea.alipay' order by id`
  expect(audited.filter(({ action }) => action === 'sub-merchant.hand-in')).toHaveLength(5)
  expect(audited.every(({ why: reason }) => reason === why)).toBe(true)
})
