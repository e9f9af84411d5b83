import type { Language } from '../../../../office/src/language.js'
import { institutionName, methodName } from '../../../../office/src/names.js'
import { formatBp } from '../share.js'

export const CRITERIA = ['fits_scene', 'well', 'house', 'last_used', 'cheapest'] as const
export type Criterion = (typeof CRITERIA)[number]
export const PRESELECTS = ['none', 'first', 'last_used', 'house'] as const

export interface MethodPolicy {
  order: Criterion[]
  preselect: (typeof PRESELECTS)[number]
  house: string | null
  feeBp: Record<string, number>
}

export interface PolicyVersion {
  /** 0 while nobody has written one. */
  version: number
  validFrom: string | null
  policy: MethodPolicy
}

export const CRITERION_NAMES: Record<Criterion, { zh: string; en: string }> = {
  fits_scene: {
    zh: '合场景优先：手机上跳转，电脑上扫码',
    en: 'What fits the scene: a phone jumps, a desk scans',
  },
  well: { zh: '正常的优先，故障的排在后面', en: 'What works; failing methods stand last' },
  house: { zh: '自家钱包优先', en: 'The house wallet' },
  last_used: { zh: '顾客上次用的优先', en: 'What the shopper used last' },
  cheapest: { zh: '费率低的优先', en: 'The lowest fee' },
}

export const PRESELECT_NAMES: Record<MethodPolicy['preselect'], { zh: string; en: string }> = {
  none: { zh: '不预选', en: 'none' },
  first: { zh: '排在最前的', en: 'the first' },
  last_used: { zh: '顾客上次用的', en: 'what the shopper used last' },
  house: { zh: '自家的钱包', en: 'the house wallet' },
}

export interface PolicyLine {
  key: string
  label: string
  said: string
}

export function describePolicy(policy: MethodPolicy, language: Language): PolicyLine[] {
  const zh = language === 'zh'
  const { order, preselect, house, feeBp } = policy
  const fees = Object.entries(feeBp)
    .filter(([, bp]) => bp > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([method, bp]) => `${methodName(method, language)} ${formatBp(bp)}`)
  const none = zh ? '无' : 'none'
  return [
    {
      key: 'order',
      label: zh ? '显示的先后' : 'Order',
      said: order.map((one) => CRITERION_NAMES[one][language]).join(' → ') || none,
    },
    {
      key: 'preselect',
      label: zh ? '预先选中' : 'Chosen beforehand',
      said: PRESELECT_NAMES[preselect][language],
    },
    {
      key: 'house',
      label: zh ? '自家钱包' : 'House wallet',
      said: house === null ? none : institutionName(house, language),
    },
    { key: 'fees', label: zh ? '费率' : 'Fees', said: fees.join('；') || none },
  ]
}

/** Moves one a place up (-1) or down (1); at the ends nothing moves. */
export function moveOne<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const to = at + by
  const [one, other] = [list[at], list[to]]
  if (one === undefined || other === undefined) return [...list]
  return list.with(at, other).with(to, one)
}
