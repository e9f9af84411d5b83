import type { Language } from './language.js'

const CAUSES: Record<string, { zh: string; en: string }> = {
  payment: { zh: '收款', en: 'Payment' },
  surplus: { zh: '多付款入账', en: 'Surplus payment' },
  refund: { zh: '退款开始', en: 'Refund begun' },
  refunded: { zh: '退款完成', en: 'Refund done' },
  refund_failed: { zh: '退款失败，转回', en: 'Refund failed, turned back' },
}

/** What made a transfer, from its cause "what:number…"; null for a cause of a newer server. */
export function causeName(cause: string, language: Language): string | null {
  return CAUSES[cause.split(':', 1)[0] ?? '']?.[language] ?? null
}
