import type { Language } from '../../../../office/src/language.js'
import { formatMoney } from '../../../../office/src/money.js'
import { institutionName, methodName, sceneName } from '../../../../office/src/names.js'
import { formatSpan, formatTime } from '../../../../office/src/time.js'
import {
  AGAINST_NAMES,
  BREACH_NAMES,
  limitName,
  METRIC_NAMES,
  SCHEDULE_STATES,
  STATES,
} from '../launch-names.js'
import type { Boost, Cohort, Guardrail, LaunchRules, Step } from '../launch-rules.js'
import { formatBp } from '../share.js'

export interface RuleLine {
  key: string
  label: string
  /** A list is compared member by member, a sentence as a whole. */
  said: string | string[]
}

function describeCohort(cohort: Cohort, language: Language): string {
  const zh = language === 'zh'
  const parts: string[] = []
  if (cohort.newShopper === true) parts.push(zh ? '新客' : 'new shoppers')
  if (cohort.newShopper === false) parts.push(zh ? '老客' : 'shoppers who have paid before')
  if (cohort.regionTiers?.length)
    parts.push(
      zh ? `${cohort.regionTiers.join('、')} 线地区` : `regions of tier ${cohort.regionTiers.join(', ')}`,
    )
  if (cohort.walletsUsed?.length) {
    const names = cohort.walletsUsed.map((one) => institutionName(one, language))
    parts.push(zh ? `用过${names.join('或')}` : `used ${names.join(' or ')}`)
  }
  if (parts.length === 0) return zh ? '所有顾客' : 'all shoppers'
  return parts.join(zh ? '，且' : ' and ')
}

const describeBoost = ({ when, shareBp }: Boost, language: Language) =>
  `${describeCohort(when, language)}${language === 'zh' ? '：' : ': '}${formatBp(shareBp)}`

function describeGuardrail(rail: Guardrail, language: Language): string {
  const zh = language === 'zh'
  const metric = METRIC_NAMES[rail.metric][language]
  const span = formatSpan(rail.windowMs, language)
  const breach = BREACH_NAMES[rail.onBreach][language]
  const held =
    rail.against === 'limit'
      ? `${limitName(rail.metric, language)} ${limitSaid(rail, language)}`
      : zh
        ? `比${AGAINST_NAMES[rail.against].zh}差 ${formatBp(rail.toleranceBp)} 以上`
        : `more than ${formatBp(rail.toleranceBp)} worse than ${AGAINST_NAMES[rail.against].en}`
  return zh
    ? `${metric}：${held}，看 ${span}，至少 ${rail.leastSamples} 笔 → ${breach}`
    : `${metric}: ${held}, over ${span}, at least ${rail.leastSamples} → ${breach}`
}

export const limitSaid = (rail: Guardrail, language: Language) =>
  rail.metric === 'time_to_paid' ? formatSpan(rail.toleranceBp, language) : formatBp(rail.toleranceBp)

const describeStep = ({ shareBp, holdMs }: Step, language: Language) =>
  `${formatBp(shareBp)} · ${formatSpan(holdMs, language)}`

/** Every rule as a line that a person can read; what differs between two versions is found by these. */
export function describeRules(rules: LaunchRules, language: Language): RuleLine[] {
  const zh = language === 'zh'
  const say = (inZh: string, inEn: string) => (zh ? inZh : inEn)
  const yes = (on: boolean) => (on ? say('是', 'yes') : say('否', 'no'))
  const money = (minor: number | null) => (minor === null ? say('不限', 'any') : formatMoney(minor))
  const time = (at: string) => formatTime(at, new Date(), { language })
  const { schedule, goods } = rules
  const lines: [key: string, label: string, said: string | string[]][] = [
    ['state', say('状态', 'State'), STATES[rules.state][language]],
    ['methods', say('支付方式', 'Methods'), rules.methods.map((one) => methodName(one, language))],
    [
      'merchants',
      say('商户范围', 'Merchants'),
      rules.merchants === 'everyone' ? say('全部商户', 'everyone') : say('受邀并接受的', 'by invitation'),
    ],
    ['shareBp', say('顾客份额', 'Share of shoppers'), formatBp(rules.shareBp)],
    ['holdoutBp', say('对照组', 'Holdout'), formatBp(rules.holdoutBp)],
    [
      'audience',
      say('限定人群', 'Audience'),
      rules.audience ? describeCohort(rules.audience, language) : say('所有顾客', 'all shoppers'),
    ],
    ['boosts', say('人群加成', 'Boosts'), rules.boosts.map((one) => describeBoost(one, language))],
    ['allow', say('白名单', 'Always in'), rules.allow],
    ['deny', say('黑名单', 'Always out'), rules.deny],
    ['includeCategories', say('只限类目', 'Only categories'), goods.includeCategories],
    ['excludeCategories', say('排除类目', 'Not categories'), goods.excludeCategories],
    ['includeSkus', say('额外纳入的商品', 'Goods let in'), goods.includeSkus],
    ['excludeSkus', say('排除的商品', 'Goods kept out'), goods.excludeSkus],
    [
      'scenes',
      say('场景', 'Scenes'),
      rules.scenes === null
        ? say('所有场景', 'every scene')
        : rules.scenes.map((scene) => sceneName(scene, language)).join(say('、', ', ')),
    ],
    [
      'amountMinor',
      say('金额', 'Amount'),
      `${money(rules.amountMinor.least)} – ${money(rules.amountMinor.most)}`,
    ],
    [
      'windows',
      say('时间窗', 'Windows'),
      rules.windows.map(({ from, until }) => `${time(from)} – ${time(until)}`),
    ],
    [
      'steps',
      say('阶段计划', 'Schedule'),
      schedule.steps.length === 0
        ? say('无', 'none')
        : schedule.steps.map((step) => describeStep(step, language)).join(' → '),
    ],
    [
      'scheduleState',
      say('计划状态', 'Schedule is'),
      schedule.step < 0 || schedule.state === 'off'
        ? SCHEDULE_STATES[schedule.state][language]
        : `${SCHEDULE_STATES[schedule.state][language]} · ${say(`第 ${schedule.step + 1} 阶段`, `step ${schedule.step + 1}`)}`,
    ],
    [
      'guardrails',
      say('护栏', 'Guardrails'),
      rules.guardrails.map((one) => describeGuardrail(one, language)),
    ],
    ['requires', say('所需能力', 'Capabilities needed'), rules.requires],
    ['needsSubMerchant', say('要求有子商户号', 'Needs a sub-merchant number'), yes(rules.needsSubMerchant)],
    ['hideWhenFailing', say('故障时自动隐藏', 'Hidden while failing'), yes(rules.hideWhenFailing)],
  ]
  return lines.map(([key, label, said]) => ({ key, label, said }))
}
