import type { Language } from '../../../office/src/language.js'
import type { Tone } from '../../../office/src/names.js'
import type { MerchantSize } from './invitations/invitation-api.js'
import type { MerchantCounts } from './launch-api.js'
import type { Guardrail, LaunchState, Metric, Schedule } from './launch-rules.js'

export interface Naming {
  zh: string
  en: string
}

export const STATES: Record<LaunchState, Naming & { tone: Tone }> = {
  draft: { zh: '草稿', en: 'Draft', tone: 'quiet' },
  live: { zh: '上线中', en: 'Live', tone: 'good' },
  halted: { zh: '已停用', en: 'Halted', tone: 'alarm' },
  ended: { zh: '已结束', en: 'Ended', tone: 'quiet' },
}

export const PARTICIPATIONS: Record<keyof MerchantCounts, Naming & { tone: Tone }> = {
  invited: { zh: '已邀请', en: 'Invited', tone: 'busy' },
  accepted: { zh: '已接受', en: 'Accepted', tone: 'warn' },
  active: { zh: '已开通', en: 'Active', tone: 'good' },
  declined: { zh: '已婉拒', en: 'Declined', tone: 'quiet' },
  expired: { zh: '已过期', en: 'Expired', tone: 'quiet' },
  paused: { zh: '商户暂停', en: 'Paused by merchant', tone: 'warn' },
  suspended: { zh: '平台停用', en: 'Suspended by platform', tone: 'alarm' },
}

export const SCHEDULE_STATES: Record<Schedule['state'], Naming & { tone: Tone }> = {
  off: { zh: '未启动', en: 'Off', tone: 'quiet' },
  running: { zh: '自动推进中', en: 'Advancing', tone: 'good' },
  paused: { zh: '已暂停', en: 'Paused', tone: 'warn' },
  done: { zh: '已走完', en: 'Done', tone: 'quiet' },
}

export const METRIC_NAMES: Record<Metric, Naming> = {
  success_rate: { zh: '支付成功率', en: 'Success rate' },
  time_to_paid: { zh: '付款用时（中位数）', en: 'Time to paid (median)' },
  refund_rate: { zh: '退款率', en: 'Refund rate' },
  complaint_rate: { zh: '投诉率', en: 'Complaint rate' },
}

export const AGAINST_NAMES: Record<Guardrail['against'], Naming> = {
  own_past: { zh: '自身以往', en: 'its own past' },
  other_methods: { zh: '其他支付方式', en: 'the other methods' },
  limit: { zh: '固定上限', en: 'a fixed limit' },
}

/** A floor for what should be high, a ceiling for what should be low. */
export const limitName = (metric: Metric, language: Language) =>
  metric === 'success_rate'
    ? { zh: '固定下限', en: 'a fixed floor' }[language]
    : { zh: '固定上限', en: 'a fixed ceiling' }[language]

export const BREACH_NAMES: Record<Guardrail['onBreach'], Naming> = {
  pause: { zh: '暂停推进', en: 'stop advancing' },
  step_back: { zh: '退回上一阶段', en: 'step back' },
  halt: { zh: '立即停用', en: 'halt' },
}

const ACTORS: Record<string, Naming> = {
  person: { zh: '', en: '' },
  schedule: { zh: '阶段计划', en: 'the schedule' },
  guardrail: { zh: '护栏', en: 'a guardrail' },
  platform: { zh: '平台', en: 'the platform' },
}

export const actorName = (by: { kind: string; name: string }, language: Language) =>
  by.kind === 'person' ? by.name : (ACTORS[by.kind]?.[language] ?? by.name)

const EVENTS: Record<string, Naming> = {
  create: { zh: '新建', en: 'Created' },
  change: { zh: '改规则', en: 'Rules changed' },
  'go-live': { zh: '开始上线', en: 'Went live' },
  halt: { zh: '停用', en: 'Halted' },
  resume: { zh: '恢复', en: 'Resumed' },
  end: { zh: '结束', en: 'Ended' },
  'open-to-everyone': { zh: '对全部商户开放', en: 'Opened to everyone' },
  'roll-back': { zh: '回滚', en: 'Rolled back' },
  'schedule-start': { zh: '计划启动', en: 'Schedule started' },
  advance: { zh: '进入下一阶段', en: 'Next step' },
  'schedule-pause': { zh: '计划暂停', en: 'Schedule paused' },
  'schedule-resume': { zh: '计划继续', en: 'Schedule resumed' },
  trip: { zh: '护栏触发', en: 'Guardrail tripped' },
}

/** One of a newer server is shown by its code. */
export const eventName = (action: string, language: Language) =>
  EVENTS[action.replace(/^launch\./, '')]?.[language] ?? action

export const SIZE_NAMES: Record<MerchantSize, Naming> = {
  small: { zh: '小', en: 'small' },
  medium: { zh: '中', en: 'medium' },
  large: { zh: '大', en: 'large' },
}
