import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Autumn, openMarketplace, SELLERS, SHOPPERS } from './support/autumn.js'
import { startTimedWorld, type TimedWorld } from './support/index.js'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const why = '秋季上线'
const CAPABILITY = 'wechatpay.platform'
const METHODS = ['wechatpay_scan', 'wechatpay_jump']
const FASHION = SELLERS.slice(0, 6)
const [first = '', declines = '', silent = ''] = SELLERS
const uninvited = SELLERS[7] ?? ''
const STEPS = [100, 1_000, 5_000, 10_000]

const documents = {
  company_name: '胡同集市',
  license_number: '91440300MA5F4ABC12',
  category: '服饰',
  site: 'hutong.example',
  goods: '日用百货与服饰',
  service_phone: '075512345678',
  contact_name: '李四',
}

interface Launch {
  readonly id: string
  readonly version: number
  readonly rules: {
    readonly state: string
    readonly shareBp: number
    readonly merchants: string
    readonly schedule: { readonly state: string; readonly step: number }
  }
}
interface Batch {
  readonly id: string
  readonly state: string
  readonly wavesSent: number
  readonly funnel: Readonly<Record<string, number>>
}
interface Capability {
  readonly id: string
  readonly state: string
  readonly applicationNo: string
  readonly reasons: readonly { readonly field: string; readonly reason: string }[]
}

let world: TimedWorld
let autumn: Autumn
let launch: Launch
let batch: Batch
let termsSeq = 0
/** Moments to be asked about at the end, with what was seen then. */
const seenThen: { checkoutId: string; at: string; shown: boolean }[] = []

beforeAll(async () => {
  world = await startTimedWorld()
  autumn = await openMarketplace(world)
}, 120_000)
afterAll(() => world?.end())

const readLaunch = async (): Promise<Launch> => {
  launch = await autumn.office<Launch>(`launches/${launch.id}`)
  return launch
}
const move = (verb: string): Promise<Launch> =>
  autumn.office<Launch>(`launches/${launch.id}/${verb}`, { why })
const readBatch = async (): Promise<Batch> => {
  const { data } = await autumn.office<{ data: Batch[] }>(`launches/${launch.id}/batches`)
  return data.find(({ id }) => id === batch.id)!
}
const answer = async (
  merchantId: string,
  verb: 'accept' | 'decline',
): Promise<[number, string | undefined]> => {
  const call = await autumn.seller(merchantId)
  const path = `/workbench/api/launches/${launch.id}/${verb}`
  const { status, body } = await call<{ code?: string }>('POST', path, {
    body: verb === 'accept' ? { termsSeq } : {},
  })
  return [status, body.code]
}
const capability = async (): Promise<Capability> => {
  const { data } = await autumn.office<{ data: Capability[] }>('capabilities')
  return data.find(({ id }) => id === CAPABILITY)!
}
/** The institution's reviewer decides, and its notice arrives. */
async function review(decision: string, reasons?: { field: string; reason: string }[]): Promise<void> {
  const { applicationNo } = await capability()
  const path = `/control/desk/applications/${applicationNo}/decide`
  const decided = await fetch(world.sandbox.homeUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ decision, ...(reasons === undefined ? {} : { reasons }) }),
  })
  expect(decided.status).toBe(200)
  await world.sandbox.control.noticesIdle()
}
const untilCapability = (state: string) =>
  world.until(`the capability is ${state}`, async () => (await capability()).state === state, 10_000)
const untilShare = (shareBp: number) =>
  world.until(`the share is ${shareBp}`, async () => (await readLaunch()).rules.shareBp === shareBp)
/** Remembers what a shopper is shown now, to ask about it when it is long past. */
async function remember(shopper: string): Promise<void> {
  const { id } = await autumn.place(shopper, first)
  const wechat = (await autumn.methods(id)).find(({ method }) => method === 'wechatpay_scan')
  seenThen.push({ checkoutId: id, at: autumn.now().toISOString(), shown: wechat?.shown ?? false })
}

describe('the autumn of 2024, as one story', { timeout: 120_000 }, () => {
  it('begins with a launch that nobody sees, since the institution has granted nothing', async () => {
    await autumn.office('capabilities', { kind: CAPABILITY, documents, why })
    launch = await autumn.office<Launch>('launches', {
      name: '微信支付上线',
      nameEn: 'WeChat Pay comes in',
      institution: 'wechatpay',
      rules: {
        methods: METHODS,
        requires: [CAPABILITY],
        goods: { includeCategories: [], excludeCategories: ['virtual'], includeSkus: [], excludeSkus: [] },
        schedule: {
          steps: STEPS.map((shareBp) => ({ shareBp, holdMs: DAY })),
          step: -1,
          state: 'off',
          stepBeganAt: null,
        },
        guardrails: [
          {
            metric: 'success_rate',
            against: 'other_methods',
            windowMs: 10 * MINUTE,
            leastSamples: 10,
            toleranceBp: 2_000,
            onBreach: 'step_back',
          },
        ],
      },
      why,
    })
    expect(launch.rules.state).toBe('draft')
    await expect(move('go-live')).rejects.toThrow('capability_missing')
    expect(await autumn.whyHidden('shopper_1', first)).toContain('capability_not_granted')
    expect(await autumn.buy('shopper_1', first, 'wechatpay_scan')).toBe('refused')
    expect(await autumn.buy('shopper_1', first, 'alipay_scan')).toBe('paid')
  })

  it('is sent back by the reviewer for its category, put right, and granted', async () => {
    await autumn.office(`capabilities/${CAPABILITY}/submit`, { why })
    await untilCapability('under_review')
    await review('send_back', [{ field: 'category', reason: '经营类目与实际经营内容不符' }])
    await untilCapability('to_be_rectified')
    expect((await capability()).reasons).toMatchObject([{ field: 'category' }])

    const rectified = { ...documents, category: '电商平台' }
    await autumn.office(`capabilities/${CAPABILITY}/change`, { documents: rectified, why })
    await autumn.office(`capabilities/${CAPABILITY}/submit`, { why })
    await untilCapability('under_review')
    await review('grant')
    await untilCapability('granted')
  })

  it('announces terms in neutral words, in force on the day and not before', async () => {
    const terms = {
      label: '2024 秋',
      agreement: 'needed',
      body: '卖家应为买家提供平台支持的支付机构。\n支付账户余额以支付机构的记录为准。',
      bodyEn: 'Sellers offer the payment institutions that the platform supports.',
    }
    const branded = { ...terms, body: '卖家应开通微信支付。', why }
    await expect(autumn.office('terms', branded)).rejects.toThrow('terms_name_an_institution')
    const draft = await autumn.office<{ seq: number; changedAt: string }>('terms', { ...terms, why })
    termsSeq = draft.seq
    const effectiveAt = new Date(autumn.now().getTime() + 7 * DAY).toISOString()
    await autumn.office(`terms/${termsSeq}/publish`, {
      effectiveAt,
      changedAt: draft.changedAt,
      why,
    })
    const inForce = async () =>
      (await autumn.office<{ data: { seq: number; inForce: boolean }[] }>('terms')).data.find(
        ({ seq }) => seq === termsSeq,
      )?.inForce
    expect(await inForce()).toBe(false)
    await world.advance(7 * DAY)
    expect(await inForce()).toBe(true)
  })

  it('goes live, seen by nobody yet, and invites sellers in three waves', async () => {
    launch = await move('go-live')
    const wish = {
      name: '服饰第一批',
      selection: { merchantIds: FASHION },
      waves: [
        { shareBp: 3_400, afterMs: 0 },
        { shareBp: 3_300, afterMs: DAY },
        { shareBp: 3_300, afterMs: 2 * DAY },
      ],
      startsAt: autumn.now().toISOString(),
      expiresInMs: 4 * DAY,
      why,
    }
    batch = await autumn.office<Batch>(`launches/${launch.id}/batches`, wish)
    await autumn.office(`batches/${batch.id}/start`, { why })
    const invitedAfter: (number | undefined)[] = []
    for (const wave of [1, 2, 3]) {
      await world.until(`wave ${wave} is out`, async () => (await readBatch()).wavesSent === wave)
      invitedAfter.push((await readBatch()).funnel.invited)
      if (wave < 3) await world.advance(DAY)
    }
    expect(invitedAfter).toEqual([2, 4, 6])
    expect(await autumn.whyHidden('shopper_1', first)).toContain('merchant_not_answered')
    expect(await autumn.whyHidden('shopper_1', uninvited)).toContain('merchant_not_invited')
  })

  it('is live at a seller from the moment of its agreement', async () => {
    expect(await answer(first, 'accept')).toEqual([200, undefined])
    expect(await autumn.whyHidden('shopper_1', first)).toEqual(['shopper_not_in_share'])
    for (const seller of FASHION.filter((id) => ![first, declines, silent].includes(id)))
      expect(await answer(seller, 'accept')).toEqual([200, undefined])
    expect(await answer(declines, 'decline')).toEqual([200, undefined])
    expect(await autumn.whyHidden('shopper_1', declines)).toContain('merchant_declined')
    await world.advance(3 * DAY)
    await world.until('the silent seller is asked no more', async () =>
      (await autumn.whyHidden('shopper_1', silent)).includes('merchant_invitation_expired'),
    )
    expect((await readBatch()).funnel).toMatchObject({ accepted: 4, declined: 1, expired: 1, active: 4 })
  })

  it('lets shoppers in part by part, and takes nobody out again', async () => {
    await move('schedule/start')
    let before = new Set<string>()
    for (const [step, shareBp] of STEPS.slice(0, 3).entries()) {
      if (step > 0) await world.advance(DAY)
      await untilShare(shareBp)
      const now = await autumn.whoSees(first)
      expect([...before].filter((shopper) => !now.has(shopper))).toEqual([])
      // Three standard deviations around the share.
      const expected = (SHOPPERS.length * shareBp) / 10_000
      expect(Math.abs(now.size - expected)).toBeLessThan(3 * Math.sqrt(expected) + 3)
      await remember(SHOPPERS.find((shopper) => !now.has(shopper)) ?? '')
      await remember([...now][0] ?? first)
      before = now
    }
    expect(await autumn.whyHidden([...before][0] ?? '', first, 'virtual')).toEqual(['goods_excluded'])
  })

  it('steps back by itself within a minute when the institution fails, and cuts nobody off', async () => {
    const inShare = [...(await autumn.whoSees(first))]
    for (const shopper of inShare.slice(0, 12)) {
      expect(await autumn.buy(shopper, first, 'wechatpay_scan')).toBe('paid')
      expect(await autumn.buy(shopper, first, 'alipay_scan')).toBe('paid')
    }
    const underWay = await autumn.place(inShare[0] ?? '', first)
    const attempt = await world.shop.start(underWay.id, 'wechatpay_scan')

    const failing = { status: 403, code: 'NO_AUTH' }
    for (const operation of ['native', 'h5'])
      world.sandbox.control.addFault({ institution: 'wechatpay', operation, effect: 'fail', params: failing })
    const brokeAtMs = autumn.now().getTime()
    expect(await autumn.buy(inShare[0] ?? '', first, 'wechatpay_scan')).toBe('failed')
    // Who comes after the step back is refused before anything is started.
    for (const shopper of inShare.slice(1, 24))
      expect(['failed', 'refused']).toContain(await autumn.buy(shopper, first, 'wechatpay_scan'))
    await world.until(
      'the guardrail has tripped',
      async () => (await readLaunch()).rules.schedule.state === 'paused',
      5_000,
    )
    expect(autumn.now().getTime() - brokeAtMs).toBeLessThanOrEqual(MINUTE)
    expect(launch.rules).toMatchObject({ state: 'live', shareBp: 1_000 })
    const alerts = await autumn.office<{ data: { kind: string; subject: string }[] }>('alerts?open=true')
    expect(alerts.data).toContainEqual(
      expect.objectContaining({ kind: 'guardrail.tripped', subject: `launch:${launch.id}` }),
    )

    world.shop.pay(attempt)
    await world.shop.untilState(underWay.id, 'paid')
    expect((await autumn.whoSees(first)).size).toBeLessThan(inShare.length)
  })

  it('recovers, and goes on to everyone', async () => {
    world.sandbox.control.clearFaults()
    await world.advance(DAY)
    expect((await readLaunch()).rules.shareBp).toBe(1_000)
    await move('schedule/resume')
    for (const shareBp of STEPS.slice(2)) {
      await world.advance(DAY)
      await untilShare(shareBp)
    }
    expect((await autumn.whoSees(first)).size).toBe(SHOPPERS.length)
  })

  it('opens to all sellers at once; who said no stays out', async () => {
    expect(await autumn.whyHidden('shopper_1', uninvited)).toEqual(['merchant_not_invited'])
    await move('open-to-everyone')
    expect(await autumn.whyHidden('shopper_1', uninvited)).toEqual([])
    expect(await autumn.whyHidden('shopper_1', silent)).toEqual([])
    expect(await autumn.whyHidden('shopper_1', declines)).toEqual(['merchant_declined'])
    expect(await autumn.buy('shopper_2', uninvited, 'wechatpay_scan')).toBe('paid')
  })

  it('is gone at once while the institution has the capability suspended', async () => {
    await review('suspend', [{ field: 'goods', reason: '需补充商品说明' }])
    await untilCapability('suspended')
    expect(await autumn.whyHidden('shopper_1', first)).toEqual(['capability_suspended'])
    await review('restore')
    await untilCapability('granted')
    expect(await autumn.whyHidden('shopper_1', first)).toEqual([])
  })

  it('can be told again for every moment of it, and every fen is where it should be', async () => {
    expect(new Set(seenThen.map(({ shown }) => shown))).toEqual(new Set([true, false]))
    for (const { checkoutId, at, shown } of seenThen) {
      const then = (await autumn.methods(checkoutId, at)).find(({ method }) => method === 'wechatpay_scan')
      expect({ at, shown: then?.shown }).toEqual({ at, shown })
    }
    await world.until('the books agree', async () => {
      const complaints = await world.complaints()
      if (complaints.length > 0) throw new Error(complaints.join('; '))
      return true
    })
  })
})
