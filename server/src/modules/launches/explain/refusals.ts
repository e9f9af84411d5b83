import type { RefusalCatalog } from '../../../platform/refusal/index.js'

export const EXPLAIN_REFUSALS = {
  moment_to_come: {
    status: 422,
    retry: 'never',
    zh: '这个时间还没有到，无法说明那时会显示什么。',
    en: 'That moment is still to come: nothing can be said of what will be shown.',
    nextZh: '请填写现在或过去的时间，或不填时间查询现在。',
    nextEn: 'Ask for a moment up to now, or leave the time out to ask about now.',
  },
  moment_before_checkout: {
    status: 422,
    retry: 'never',
    zh: '那时还没有这张收银单。',
    en: 'The checkout did not exist at that moment.',
    nextZh: '请填写收银单创建之后的时间。',
    nextEn: 'Ask for a moment after it was placed.',
  },
} as const satisfies RefusalCatalog

export type MomentRefusal = keyof typeof EXPLAIN_REFUSALS
