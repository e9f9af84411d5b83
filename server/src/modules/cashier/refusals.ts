import type { RefusalCatalog } from '../../platform/refusal/index.js'
import { QR_REFUSALS } from '../attempts/index.js'

export const CASHIER_REFUSALS = {
  ...QR_REFUSALS,
  checkout_link_invalid: {
    status: 403,
    retry: 'never',
    zh: '收银台链接不完整或已失效，没有执行任何操作。',
    en: 'This cashier link is not complete or not valid; nothing was done.',
    nextZh: '请回到商城，从订单重新进入收银台。',
    nextEn: 'Go back to the shop and open the cashier from your order again.',
  },
} as const satisfies RefusalCatalog
