import type { RefusalCatalog } from '../../platform/refusal/index.js'

export const NOTICES_REFUSALS = {
  account_not_found: {
    status: 404,
    retry: 'never',
    zh: '没有这个支付机构账户，通知没有被接收。',
    en: 'There is no such institution account; the notice was not taken.',
  },
} as const satisfies RefusalCatalog
