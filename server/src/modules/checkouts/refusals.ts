import type { RefusalCatalog } from '../../platform/refusal/index.js'

export const CHECKOUTS_REFUSALS = {
  checkout_not_found: {
    status: 404,
    retry: 'never',
    zh: '没有这张收银单。',
    en: 'There is no such checkout.',
    nextZh: '请核对编号。',
    nextEn: 'Check the id.',
  },
  reference_taken: {
    status: 409,
    retry: 'never',
    zh: '该订单号已有收银单，没有重复创建。',
    en: 'There is a checkout for this reference already; no second one was made.',
    nextZh: '使用 details.checkoutId 指向的收银单；新的购买请换一个订单号。',
    nextEn: 'Use the checkout in details.checkoutId; a new purchase needs a new reference.',
  },
  amount_too_large: {
    status: 422,
    retry: 'never',
    zh: '总金额超出可收范围。',
    en: 'The total is more than can be collected.',
  },
  checkout_paid: {
    status: 409,
    retry: 'never',
    zh: '这张收银单已付款，不能关闭。',
    en: 'The checkout is paid and cannot be closed.',
    nextZh: '如需退回款项，请发起退款。',
    nextEn: 'To give the money back, request a refund.',
  },
} as const satisfies RefusalCatalog
