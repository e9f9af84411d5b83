import { expect, it } from 'vitest'
import type { LaunchRules } from '../launch-rules.js'
import { carryOver, diffRules, sameRules } from './diff-rules.js'

const rules: LaunchRules = {
  state: 'live',
  methods: ['wechatpay_scan'],
  requires: [],
  needsSubMerchant: false,
  merchants: 'invited',
  everyoneUnderTermsSeq: null,
  shareBp: 100,
  holdoutBp: 0,
  audience: null,
  boosts: [],
  allow: ['s1', 's2'],
  deny: [],
  goods: { includeCategories: ['tea'], excludeCategories: [], includeSkus: [], excludeSkus: [] },
  scenes: null,
  amountMinor: { least: null, most: null },
  windows: [],
  schedule: { steps: [{ shareBp: 100, holdMs: 3_600_000 }], step: 0, state: 'running', stepBeganAt: null },
  guardrails: [],
  hideWhenFailing: true,
}

it('says nothing of rules that are the same', () => {
  expect(diffRules(rules, structuredClone(rules), 'zh')).toEqual([])
})

it('says what was and what becomes', () => {
  const after: LaunchRules = {
    ...rules,
    shareBp: 1_050,
    amountMinor: { least: 100, most: null },
    scenes: ['app', 'mobile_web'],
  }
  expect(diffRules(rules, after, 'en')).toEqual([
    { key: 'shareBp', label: 'Share of shoppers', kind: 'said', from: '1%', to: '10.5%' },
    { key: 'scenes', label: 'Scenes', kind: 'said', from: 'every scene', to: 'app, mobile web' },
    { key: 'amountMinor', label: 'Amount', kind: 'said', from: 'any – any', to: '¥1.00 – any' },
  ])
})

it('compares lists by their members', () => {
  const after = { ...rules, allow: ['s2', 's3'], goods: { ...rules.goods, includeCategories: [] } }
  expect(diffRules(rules, after, 'zh')).toEqual([
    { key: 'allow', label: '白名单', kind: 'list', added: ['s3'], removed: ['s1'] },
    { key: 'includeCategories', label: '只限类目', kind: 'list', added: [], removed: ['tea'] },
  ])
})

it('sees a change in every rule', () => {
  const changed: Partial<LaunchRules>[] = [
    { state: 'halted' },
    { methods: ['wechatpay_jump'] },
    { requires: ['wechatpay.platform'] },
    { needsSubMerchant: true },
    { merchants: 'everyone' },
    { holdoutBp: 1 },
    { audience: { newShopper: true } },
    { boosts: [{ when: { walletsUsed: ['alipay'] }, shareBp: 5_000 }] },
    { deny: ['s9'] },
    { windows: [{ from: '2024-11-10T12:00:00Z', until: '2024-11-11T16:00:00Z' }] },
    { schedule: { ...rules.schedule, state: 'paused' } },
    { schedule: { ...rules.schedule, steps: [] } },
    { hideWhenFailing: false },
    {
      guardrails: [
        {
          metric: 'success_rate',
          against: 'own_past',
          windowMs: 600_000,
          leastSamples: 20,
          toleranceBp: 1_000,
          onBreach: 'halt',
        },
      ],
    },
  ]
  for (const change of changed)
    for (const language of ['zh', 'en'] as const)
      expect([change, diffRules(rules, { ...rules, ...change }, language).length]).toEqual([change, 1])
})

it('does not mind the order of keys', () => {
  const one = { ...rules, audience: { newShopper: true, regionTiers: [1] } }
  const other = { ...rules, audience: { regionTiers: [1], newShopper: true } }
  expect(sameRules(one, other)).toBe(true)
  expect(sameRules(one, { ...rules, audience: { regionTiers: [1], newShopper: false } })).toBe(false)
})

it('carries a draft over to a later version: what was touched stays, the rest is the latest', () => {
  const draft = { ...rules, deny: ['s9'] }
  const latest = { ...rules, shareBp: 1_000, deny: ['s7'], holdoutBp: 50 }
  expect(carryOver(rules, draft, latest)).toEqual({ ...latest, deny: ['s9'] })
})
