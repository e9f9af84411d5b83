import type { Guardrail } from '../rules-schema.js'
import type { Measured } from './measure.js'

const METRICS = {
  success_rate: ['支付成功率', 'success rate'],
  time_to_paid: ['支付耗时中位数', 'median time to paid'],
  refund_rate: ['退款率', 'refund rate'],
  complaint_rate: ['投诉率', 'complaint rate'],
} as const

const AGAINST = {
  own_past: ['此前一天', 'the day before'],
  other_methods: ['其他支付方式', 'other methods'],
  limit: ['上限', 'the limit'],
} as const

const DONE = {
  pause: ['已暂停放量', 'the schedule is paused'],
  step_back: ['已退回上一步比例', 'the share is that of the step before'],
  halt: ['已停用', 'the launch is halted'],
} as const

/** A tripped guardrail with its figures, for a person: in the version's reason, in the audit log and in the alert. */
export function describeTrip(guardrail: Guardrail, measured: Measured): { zh: string; en: string } {
  const { metric, against, onBreach } = guardrail
  const show = (value: number | null): string =>
    value === null
      ? '–'
      : metric === 'time_to_paid'
        ? `${(value / 1_000).toFixed(1)} s`
        : `${(value / 100).toFixed(2)}%`
  const { method, value, samples, heldAgainst, allowed } = measured
  const limited = against === 'limit'
  const low = metric === 'success_rate'
  const [zhMetric, enMetric] = METRICS[metric]
  const zhLimit = low && limited ? '下限' : AGAINST[against][0]
  return {
    zh: `${method} ${zhMetric} ${show(value)}（${samples} 笔），${
      limited ? '' : `${zhLimit} ${show(heldAgainst)}，`
    }${limited ? zhLimit : low ? '不得低于' : '不得高于'} ${show(allowed)}；${DONE[onBreach][0]}`,
    en: `${method}: ${enMetric} ${show(value)} of ${samples}, ${
      limited ? '' : `${AGAINST[against][1]} ${show(heldAgainst)}, `
    }allowed ${low ? 'no less than' : 'no more than'} ${show(allowed)}; ${DONE[onBreach][1]}`,
  }
}
