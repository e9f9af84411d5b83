import type { RefusalCatalog } from '../../platform/refusal/index.js'

export const MERCHANTS_REFUSALS = {
  merchant_id_taken: {
    status: 409,
    retry: 'never',
    zh: '该商户编号已被另一名称的商户使用。',
    en: 'This merchant id belongs to a merchant of another name.',
  },
  merchant_not_found: {
    status: 404,
    retry: 'never',
    zh: '没有这个商户。',
    en: 'There is no such merchant.',
    nextZh: '请先登记商户，再为其下单。',
    nextEn: 'Register the merchant before placing orders for it.',
  },
} as const satisfies RefusalCatalog
