import type { RefusalCatalog } from '../../../platform/refusal/index.js'

export const ALERTS_REFUSALS = {
  alert_not_found: { status: 404, retry: 'never', zh: '没有这条提醒。', en: 'There is no such alert.' },
} as const satisfies RefusalCatalog
