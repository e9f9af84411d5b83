import type { Language } from './language.js'
import type { Refund, RefundState } from './types.js'

const ADVICE: Record<RefundState, { zh: string; en: string }> = {
  created: {
    zh: '退款已记下，正在送往支付机构。不用再操作，页面会自动更新。',
    en: 'The refund is recorded and is being sent to the institution. Nothing to do; this page updates itself.',
  },
  unknown: {
    zh: '还没有得到支付机构的明确答复，系统正在反复查询。请不要另起一笔退款，以免重复退还。',
    en: 'The institution has not answered clearly; the platform keeps asking. Do not start another refund for this.',
  },
  processing: {
    zh: '支付机构已受理，钱在退回途中：零钱或余额通常几分钟，银行卡通常 1–3 个工作日。',
    en: 'The institution has accepted it and the money is on its way: minutes to a wallet balance, usually 1–3 working days to a bank card.',
  },
  succeeded: { zh: '钱已原路退还给付款人。', en: 'The money is back with whoever paid.' },
  abnormal: {
    zh: '支付机构无法把钱退回付款人的账户（例如账户已注销，或商户余额不足）。钱没有丢。',
    en: "The institution cannot put the money back into the payer's account (closed, for example, or the balance is short). No money is lost.",
  },
  failed: {
    zh: '支付机构没有执行这笔退款，钱没有动。',
    en: 'The institution did not carry out this refund; no money has moved.',
  },
}

interface Advice {
  message: string
  next: string | undefined
}

const SELLER_NEXT = {
  zh: '请把退款单号告诉平台客服，由客服处理；不要另起一笔退款。',
  en: "Give the refund number to the marketplace's support, who will settle it; do not start another refund.",
}

/**
 * What a refund's state means for the money, and what to do; the server's own words go first where it has some.
 * A seller cannot retry an abnormal refund, so the next step is another one than the operator's.
 */
export function adviceFor(
  refund: Pick<Refund, 'state' | 'failure'>,
  language: Language,
  reader: 'operator' | 'seller' = 'operator',
): Advice {
  const { failure } = refund
  if (reader === 'seller' && refund.state === 'abnormal') {
    return { message: ADVICE.abnormal[language], next: SELLER_NEXT[language] }
  }
  if (failure) {
    const message = language === 'zh' ? failure.message : failure.messageEn
    const next = language === 'zh' ? failure.next : failure.nextEn
    return { message, next: next ?? undefined }
  }
  return { message: ADVICE[refund.state]?.[language] ?? '', next: undefined }
}

export const needsPerson = (state: RefundState) => state === 'abnormal' || state === 'failed'
export const isUnderWay = (state: RefundState) =>
  state === 'created' || state === 'unknown' || state === 'processing'

/**
 * What an operator can do about it. A requested refund that failed is over: its amount can be refunded anew, whereas a
 * surplus must go back and is sent again.
 */
export function operatorStep({ state, kind }: Pick<Refund, 'state' | 'kind'>): 'retry' | 'ask' | null {
  if (state === 'abnormal' || (state === 'failed' && kind === 'surplus')) return 'retry'
  return state === 'unknown' || state === 'processing' ? 'ask' : null
}
