import type { RefusalCatalog } from '../../../platform/refusal/index.js'

export const GUARDRAILS_REFUSALS = {
  chart_span_wrong: {
    status: 422,
    retry: 'never',
    zh: '图表的时间范围无效：结束须晚于开始，且不超过 400 天。',
    en: 'The span of the chart is not valid: it ends after it begins, within 400 days.',
  },
} as const satisfies RefusalCatalog
