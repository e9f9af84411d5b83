import type { Control, InstitutionName, NewFault } from 'hutong-sandbox'

const CALLS = [
  'timeout_before',
  'timeout_after',
  'drop_before',
  'drop_after',
  'forge_answer',
  'delay',
] as const
const REFUNDS = ['refund_processing', 'refund_abnormal', 'refund_closed', 'not_enough'] as const
const NOTICES = [
  'lose',
  'double',
  'delay',
  'forge',
  'unknown_serial',
  'stale',
  'corrupt',
  'wrong_amount',
  'wrong_currency',
  'other_merchant',
  'unknown_order',
] as const

/** An error that says nothing, and a close that is claimed and did not happen, in each institution's own words. */
const WORDS = {
  wechatpay: {
    calls: ['native', 'h5', 'query', 'close', 'refund', 'refund_query'],
    notices: ['notice.payment', 'notice.refund'],
    error: { status: 500, code: 'SYSTEM_ERROR' },
    closedAlready: { status: 400, code: 'ORDER_CLOSED' },
  },
  alipay: {
    calls: ['precreate', 'query', 'close', 'cancel', 'refund', 'refund_query'],
    notices: ['notice.trade'],
    error: { code: '20000' },
    closedAlready: { code: 'ACQ.TRADE_HAS_CLOSE' },
  },
} as const

/** Every fault that the institutions know, at the same rate. */
export function addEveryFault(control: Control, rate: number): void {
  for (const institution of ['wechatpay', 'alipay'] as const satisfies readonly InstitutionName[]) {
    const { calls, notices, error, closedAlready } = WORDS[institution]
    const add = (operation: string, effect: NewFault['effect'], params: NewFault['params'] = {}) =>
      control.addFault({ institution, operation, effect, rate, params })
    for (const operation of calls) {
      for (const effect of CALLS) add(operation, effect, effect === 'delay' ? { delayMs: 150 } : {})
      add(operation, 'fail', error)
    }
    for (const effect of REFUNDS) add('refund', effect)
    add('close', 'fail', closedAlready)
    for (const operation of notices)
      for (const effect of NOTICES) add(operation, effect, effect === 'delay' ? { delayMs: 300 } : {})
  }
}
