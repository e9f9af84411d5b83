import type { RefusalCatalog } from '../../platform/refusal/index.js'

export const ATTEMPTS_REFUSALS = {
  attempt_not_found: {
    status: 404,
    retry: 'never',
    zh: '没有这笔支付单。',
    en: 'There is no such attempt.',
  },
  checkout_not_open: {
    status: 409,
    retry: 'never',
    zh: '这张收银单已付款、已关闭或已过期，不能再发起支付。',
    en: 'The checkout is paid, closed or expired; no payment can be started.',
    nextZh: '请刷新查看结果；需要购买时请重新下单。',
    nextEn: 'Look at its state; place a new checkout to buy again.',
  },
  checkout_locked_to_institution: {
    status: 409,
    retry: 'never',
    zh: '已经出示过付款码，为避免重复付款，这张收银单只能继续用同一支付机构付款。',
    en: 'A payment code has been shown; to keep it from being paid twice, this checkout stays with the same institution.',
    nextZh: '请继续用该钱包付款，或取消后重新下单。',
    nextEn: 'Go on with that wallet, or cancel and place a new checkout.',
  },
  method_not_offered: {
    status: 422,
    retry: 'never',
    zh: '暂不支持这种支付方式。',
    en: 'This payment method is not offered.',
  },
  method_not_in_scene: {
    status: 422,
    retry: 'never',
    zh: '这种支付方式不能在当前场景使用。',
    en: 'This payment method cannot be used in this scene.',
  },
  rival_still_open: {
    status: 409,
    retry: 'later',
    zh: '上一笔支付还在向支付机构确认，暂时不能换方式，以免付两次。',
    en: 'The earlier payment is still being settled at its institution; switching now could pay twice.',
    nextZh: '请稍等几秒再试。如果刚刚付过款，请不要重复付款。',
    nextEn: 'Try again in a few seconds. If you have just paid, do not pay again.',
  },
  rival_was_paid: {
    status: 409,
    retry: 'never',
    zh: '上一笔支付其实已经成功，这张收银单已付款。',
    en: 'The earlier payment turns out to have succeeded; the checkout is paid.',
    nextZh: '无需再次付款。',
    nextEn: 'There is nothing left to pay.',
  },
  institution_declined: {
    status: 409,
    retry: 'later',
    zh: '支付机构没有接受这次支付，没有扣款。',
    en: 'The payment institution did not take this payment; nothing was charged.',
    nextZh: '请稍后再试，或换一种支付方式。',
    nextEn: 'Try again later, or use another method.',
  },
  recheck_too_soon: {
    status: 429,
    retry: 'later',
    zh: '刚刚已向支付机构查询过，请稍等两秒。',
    en: 'The institution was asked a moment ago; wait two seconds.',
  },
} as const satisfies RefusalCatalog
