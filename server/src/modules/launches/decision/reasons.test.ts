import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideMethods } from './decide-methods.js'
import type { ReasonCode } from './facts.js'
import { REASON_SENTENCES, tellReason } from './reasons.js'
import { tellShopper } from './tell-shopper.js'
import { anyFacts } from './testing/any-facts.js'
import { merchant, type Otherwise, openFacts } from './testing/open-facts.js'

const at = Date.parse('2024-10-15T02:00:00Z')
const invited = (state: Parameters<typeof merchant>[1]): Otherwise => ({
  rules: { merchants: 'invited' },
  merchants: [merchant('m1', state)],
})
const shopper = { id: 's1', isNew: false, regionTier: 2, walletsUsed: [], lastMethod: null }
const goods = { includeCategories: [], excludeCategories: [], includeSkus: [], excludeSkus: [] }

/** What alone brings each reason about, in a world that is open otherwise. */
const BRINGS: Readonly<Record<ReasonCode, Otherwise>> = {
  checkout_not_open: { checkout: { open: false, lockedTo: null, amountMinor: 1n } },
  locked_to_other_institution: { checkout: { open: true, lockedTo: 'alipay', amountMinor: 1n } },
  not_in_this_scene: { scene: 'mini_program' },
  capability_not_granted: { rules: { requires: ['cap'] } },
  capability_suspended: {
    rules: { requires: ['cap'] },
    rulebook: { capabilities: new Map([['cap', { id: 'cap', state: 'suspended' }]]) },
  },
  launch_not_started: { rules: { state: 'draft' } },
  launch_halted: { rules: { state: 'halted' } },
  launch_ended: { rules: { state: 'ended' } },
  merchant_not_invited: invited(null),
  merchant_not_answered: invited('invited'),
  merchant_not_ready: invited('accepted'),
  merchant_declined: invited('declined'),
  merchant_invitation_expired: invited('expired'),
  merchant_paused: invited('paused'),
  merchant_suspended: invited('suspended'),
  merchant_has_no_sub_merchant: {
    rules: { needsSubMerchant: true },
    merchants: [merchant('m1', 'active', null, [])],
  },
  terms_not_agreed: {
    merchants: [merchant('m1', 'active', 1)],
    rulebook: { terms: [{ seq: 2, effectiveAtMs: at, agreement: 'needed' }] },
  },
  shopper_denied: { rules: { deny: ['s1'] } },
  shopper_in_holdout: { rules: { holdoutBp: 10_000 } },
  shopper_not_in_audience: { rules: { audience: { newShopper: true } }, shopper },
  shopper_not_in_share: { rules: { shareBp: 0 } },
  goods_not_included: { rules: { goods: { ...goods, includeCategories: ['food'] } } },
  goods_excluded: { rules: { goods: { ...goods, excludeCategories: ['home'] } } },
  scene_not_included: { rules: { scenes: ['app'] } },
  amount_too_small: { rules: { amountMinor: { least: 8_801, most: null } } },
  amount_too_large: { rules: { amountMinor: { least: null, most: 8_799 } } },
  outside_window: { rules: { windows: [{ from: '2024-10-15T03:00:00Z', until: '2024-10-16T03:00:00Z' }] } },
  method_failing: { rulebook: { failing: new Set(['wechatpay_scan']) } },
}
const CODES = Object.keys(BRINGS) as ReasonCode[]
const decide = (otherwise: Otherwise) =>
  decideMethods(openFacts(otherwise)).find(({ offer }) => offer.method === 'wechatpay_scan')!

describe.each(CODES)('%s', (code) => {
  it('is the one reason in a world that is open otherwise', () => {
    expect(decide({}).reasons).toEqual([])
    expect(decide(BRINGS[code]).reasons.map((reason) => reason.code)).toEqual([code])
  })

  it('has sentences for support and for the shopper', () => {
    const decided = decide(BRINGS[code])
    const told = tellReason(decided.reasons[0]!)
    const shopper = tellShopper(decided)!
    for (const zh of [told.message, shopper.zh]) expect(zh).toMatch(/\p{Script=Han}/u)
    for (const en of [told.messageEn, shopper.en]) expect(en).not.toMatch(/\p{Script=Han}/u)
    for (const line of [told.message, told.messageEn, shopper.zh, shopper.en]) {
      expect(line).not.toMatch(/undefined|null|NaN|\[object/)
    }
    expect(shopper.zh).toMatch(/。$/)
    expect(shopper.en).toMatch(/\.$/)
  })
})

it('tells the shopper nothing of other people, lists, shares and reviews', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      for (const decided of decideMethods(facts)) {
        const told = tellShopper(decided)
        expect(told === null).toBe(decided.shown)
        if (told === null) continue
        const bare = `${told.zh} ${told.en}`
          .replaceAll(decided.offer.name, '')
          .replaceAll(decided.offer.nameEn, '')
        expect(bare).not.toMatch(/\d|%|ln_|cap_|\bm[1-3]\b|名单|灰度|对照|风控|deny|holdout|share|launch/)
      }
    }),
  )
})

it('sends a shopper elsewhere only when the method is there', () => {
  const halted = decide({ rules: { state: 'halted' }, scene: 'mini_program' })
  expect(halted.reasons.map(({ code }) => code)).toEqual(['not_in_this_scene', 'launch_halted'])
  expect(tellShopper(halted)).toEqual(tellShopper(decide({ rules: { state: 'halted' } })))
})

it('tells all reasons, in the order of the list', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      for (const { reasons } of decideMethods(facts)) {
        const places = reasons.map(({ code }) => CODES.indexOf(code))
        expect(places).toEqual([...places].sort((one, other) => one - other))
      }
    }),
  )
  expect(Object.keys(REASON_SENTENCES)).toEqual(CODES)
})

it('says a reason about the same thing once', () => {
  const many = Array.from({ length: 200 }, (_, number) => ({ category: 'home', sku: `K${number}` }))
  const rules = { goods: { ...goods, excludeCategories: ['home'], excludeSkus: ['K1', 'K2'] } }
  expect(decide({ rules, goods: many }).reasons).toHaveLength(1)
})

it('says when it opens again by the clock of the marketplace, also past midnight', () => {
  const rules = { windows: [{ from: '2099-12-31T16:30:00Z', until: '2099-12-31T18:00:00Z' }] }
  const told = tellReason(decide({ rules }).reasons[0]!)
  expect(told.message).toContain('下一次从北京时间 2100-01-01 00:30 开始')
  expect(told.messageEn).toContain('begins at 2100-01-01 00:30 Beijing time')
})
