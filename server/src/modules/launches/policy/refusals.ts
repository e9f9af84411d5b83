import type { RefusalCatalog } from '../../../platform/refusal/index.js'

export const POLICY_REFUSALS = {
  policy_moved_on: {
    status: 409,
    retry: 'never',
    zh: '此后排序规则又有更改，没有保存，以免覆盖。',
    en: 'The order of methods was changed since; nothing was saved, so that nothing is lost.',
    nextZh: '请刷新查看最新版本，再重新修改。',
    nextEn: 'Read the latest version and make your change again.',
  },
  policy_has_no_house: {
    status: 422,
    retry: 'never',
    zh: '按自有钱包排序或预选，须先选定自有钱包；没有保存。',
    en: 'To sort or preselect by the house wallet, say which one it is; nothing was saved.',
  },
  unknown_method: {
    status: 422,
    retry: 'never',
    zh: '没有这种支付方式，没有保存。',
    en: 'There is no such method; nothing was saved.',
  },
} as const satisfies RefusalCatalog
