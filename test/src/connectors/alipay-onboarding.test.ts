import { createAlipayOnboarding } from '@hutong/server/connectors/alipay/connector'
import type { CallRecord } from '@hutong/server/connectors/contract'
import type { SubMerchantApplication } from '@hutong/server/connectors/review-contract'
import type { Sandbox } from 'hutong-sandbox'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandboxInProcess } from '../support/index.js'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandboxInProcess()
})
afterAll(() => sandbox.stop())

interface Order {
  readonly id: string
  readonly externalId: string
  readonly smid: string
  readonly status: string
  readonly body: Record<string, unknown>
}
async function control<Body>(path: string, body?: object): Promise<Body> {
  const answer = await fetch(`${sandbox.homeUrl}/control/alipay/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (answer.status >= 300) throw new Error(`${path} was answered with ${answer.status}`)
  return (await answer.json()) as Body
}
const orders = () => control<Order[]>('merchant-applications')
const decide = (id: string, decision: string, reason?: string): Promise<Order> =>
  control(`merchant-applications/${id}/decide`, { decision, ...(reason ? { reason } : {}) })

const calls: CallRecord[] = []
const onCall = (record: CallRecord): void => void calls.push(record)
const desk = (timeoutMs = 5_000) =>
  createAlipayOnboarding(
    { ...sandbox.credentials.alipay, timeoutMs },
    { clock: { now: () => new Date(sandbox.clock.nowMs()) } },
  )

const PNG = { name: '执照.png', content: Buffer.from('PNG a picture of a paper') }
let count = 0
let ours: SubMerchantApplication
const applied = async (): Promise<Order[]> => {
  const known = await orders()
  return known.filter(({ body }) => body.alias_name === ours.documents.alias_name)
}
beforeEach(() => {
  count += 1
  calls.length = 0
  ours = {
    // Longer than the institution's own number may be.
    applicationNo: `alipay.merchant_of_tea_and_of_many_other_things_${count}.m1k2j3`,
    submission: 1,
    sentBackRef: null,
    documents: {
      merchant_type: '01',
      name: '杭州龙井茶叶有限公司',
      alias_name: `龙井茶铺${count}`,
      mcc: '5499',
      cert_no: '91330100MA5F4ABC12',
      cert_image: 'fi_1',
      legal_name: '李四',
      legal_cert_no: '11010119900307123X',
      contact_name: '李四',
      contact_mobile: '13800138000',
      service: '电脑支付,wap支付',
      site_url: 'https://tea.hutong.example',
      site_name: '龙井茶铺',
      binding_alipay_logon_id: 'lisi@example.com',
      settle_type: 'bankCard',
      account_holder_name: '杭州龙井茶叶有限公司',
      account_no: '6222021234567890123',
      usage_type: '01',
    },
    files: new Map([['fi_1', PNG]]),
  }
})
const changed = (documents: Record<string, string>) => ({
  ...ours,
  documents: { ...ours.documents, ...documents },
})

describe('an application to Alipay', () => {
  it('is taken, looked at by two, agreed to by the merchant, and ends with its number', async () => {
    const taken = await desk().submit(ours, onCall)
    const [order] = await applied()
    expect(taken).toMatchObject({ outcome: 'under_review', institutionRef: order?.id, submission: 1 })
    expect(order?.externalId).toMatch(/^[0-9a-z]{32}$/)
    expect(order?.body).toMatchObject({
      cert_type: '201',
      cert_image: expect.stringMatching(/\.png$/),
      contact_infos: [{ name: '李四', mobile: '13800138000' }],
      service: ['电脑支付', 'wap支付'],
      sites: [{ site_type: '01', site_url: 'https://tea.hutong.example', site_name: '龙井茶铺' }],
      default_settle_rule: {
        default_settle_type: 'bankCard',
        default_settle_target: '6222021234567890123',
      },
    })
    await decide(order?.id ?? '', 'pass_data')
    // It has a number already, which nobody may use yet.
    const looked = await desk().inquire(ours, onCall)
    expect(looked).toMatchObject({ outcome: 'under_review', institutionRef: order?.id })
    expect(looked).not.toHaveProperty('subMerchantNo')
    expect(calls.map(({ verb, answer }) => [verb, answer])).toEqual([
      ['upload', '10000'],
      ['hand_in', '10000'],
      ['inquire_application', '031 PASS CREATE NOT_CONFIRM'],
    ])
    const { smid } = await decide(order?.id ?? '', 'approve')
    expect(await desk().inquire(ours, onCall)).toMatchObject({ outcome: 'granted', subMerchantNo: smid })
    // None of what support is shown names a person or an account.
    expect(JSON.stringify(calls)).not.toMatch(/李四|138001|6222/)
  })

  it.each([
    ['reject_data', '营业执照不清晰', [{ field: '', reason: '营业执照不清晰' }]],
    [
      'reject_risk',
      'contact_infos[0].mobile 无法接通',
      [{ field: 'contact_mobile', reason: 'contact_infos[0].mobile 无法接通' }],
    ],
    ['refuse', '商户不同意', [{ field: '', reason: '商户不同意' }]],
  ])('is sent back by %s with its reason, and handed in again', async (decision, reason, reasons) => {
    await desk().submit(ours, onCall)
    const [first] = await applied()
    await decide(first?.id ?? '', decision, reason)
    const told = await desk().inquire(ours, onCall)
    expect(told).toMatchObject({ outcome: 'to_be_rectified', institutionRef: first?.id, reasons })

    const second = { ...ours, submission: 2, sentBackRef: first?.id ?? '' }
    // What was sent back is no news of what has been put right since.
    expect(await desk().inquire(second, onCall)).toEqual({ outcome: 'absent' })
    expect(await desk().submit(second, onCall)).toMatchObject({ outcome: 'under_review', submission: 2 })
    const [latest] = await applied()
    expect(latest?.id).not.toBe(first?.id)
    await decide(latest?.id ?? '', 'reject_data', '仍不清晰')
    expect(await desk().inquire(second, onCall)).toMatchObject({
      outcome: 'to_be_rectified',
      submission: 2,
      institutionRef: latest?.id,
    })
    const third = { ...ours, submission: 3, sentBackRef: latest?.id ?? '' }
    await desk().submit(third, onCall)
    const [last] = await applied()
    const { smid } = await decide(last?.id ?? '', 'approve')
    expect(await desk().inquire(third, onCall)).toMatchObject({ outcome: 'granted', subMerchantNo: smid })
  })

  it('that is handed in twice lies there once', async () => {
    const [one, two] = [await desk().submit(ours, onCall), await desk().submit(ours, onCall)]
    expect(two).toMatchObject({ outcome: 'under_review' })
    expect(await applied()).toHaveLength(1)
    expect(one).toMatchObject({ institutionRef: (await applied())[0]?.id })
    await decide((await applied())[0]?.id ?? '', 'approve')
    expect(await desk().submit(ours, onCall)).toMatchObject({ outcome: 'granted' })
    expect(await applied()).toHaveLength(1)
  })

  it.each([
    ['an individual with a card', { merchant_type: '06' }, ''],
    ['no legal person', { legal_name: '' }, 'legal_name'],
    ['a mobile phone of a page', { contact_mobile: '1'.repeat(40) }, 'contact_mobile'],
    ['no site', { site_name: '' }, 'site_url'],
    ['no account to settle to', { settle_type: 'alipayAccount' }, ''],
  ])('with %s is sent back at once, by the field where it is named', async (_what, change, field) => {
    const answer = await desk().submit(changed(change), onCall)
    expect(answer).toMatchObject({ outcome: 'to_be_rectified', reasons: [{ field }] })
    expect(await applied()).toEqual([])
  })

  it('with a paper that is no picture says which', async () => {
    const files = new Map([['fi_1', { name: '执照.pdf', content: Buffer.from('%PDF') }]])
    expect(await desk().submit({ ...ours, files }, onCall)).toMatchObject({
      outcome: 'to_be_rectified',
      reasons: [{ field: 'cert_image', reason: expect.stringContaining('image_type') }],
    })
    expect(await applied()).toEqual([])
  })

  it('that nobody has heard of is absent', async () => {
    expect(await desk().inquire(ours, onCall)).toEqual({ outcome: 'absent' })
  })
})

const EFFECTS = ['timeout_before', 'timeout_after', 'drop_before', 'drop_after', 'forge_answer'] as const

describe('what goes wrong on the way is unknown', () => {
  describe.each(['zft_image', 'zft_create', 'zft_query'])('%s', (operation) => {
    it.each(EFFECTS)('%s', async (effect) => {
      sandbox.control.addFault({ operation, effect, times: 1 })
      const isQuery = operation === 'zft_query'
      // Impatient only where no answer comes: the calls before it have to be answered in time.
      const by = effect.startsWith('timeout') ? desk(750) : desk()
      const answer = isQuery ? await by.inquire(ours, onCall) : await by.submit(ours, onCall)
      expect(answer).toMatchObject({ outcome: 'unknown' })
      // Asked again, and sent again where it is absent, it lies there once.
      const told = await desk().inquire(ours, onCall)
      const hasArrived = operation === 'zft_create' && !effect.endsWith('before')
      expect(told.outcome).toBe(hasArrived ? 'under_review' : 'absent')
      expect(await desk().submit(ours, onCall)).toMatchObject({ outcome: 'under_review' })
      expect(await applied()).toHaveLength(1)
    })
  })

  it.each([
    ['20000', 'unknown'],
    ['isv.invalid-signature', 'unknown'],
    ['SYSTEM_ERROR', 'unknown'],
    ['isv.insufficient-isv-permissions', 'declined'],
  ])('a refusal with %s is %s', async (code, outcome) => {
    sandbox.control.addFault({ operation: 'zft_create', effect: 'fail', times: 1, params: { code } })
    expect((await desk().submit(ours, onCall)).outcome).toBe(outcome)
    expect(await applied()).toEqual([])
  })

  it.each(['20000', 'isv.invalid-signature', 'SYSTEM_ERROR', 'isv.insufficient-isv-permissions'])(
    'and an inquiry refused with %s never says that it is not there',
    async (code) => {
      await desk().submit(ours, onCall)
      sandbox.control.addFault({ operation: 'zft_query', effect: 'fail', times: 1, params: { code } })
      expect((await desk().inquire(ours, onCall)).outcome).toBe('unknown')
    },
  )

  it('a refusal is not believed before it is known that nothing lies there', async () => {
    await desk().submit(ours, onCall)
    sandbox.control.addFault({ operation: 'zft_query', effect: 'drop_before', times: 1 })
    expect((await desk().submit(ours, onCall)).outcome).toBe('unknown')
    expect((await desk().submit(ours, onCall)).outcome).toBe('under_review')
  })
})
