import type { RefusalCatalog } from '../../platform/refusal/index.js'

export const REFUNDS_REFUSALS = {
  refund_not_found: { status: 404, retry: 'never', zh: '没有这笔退款。', en: 'There is no such refund.' },
  checkout_not_paid: {
    status: 409,
    retry: 'never',
    zh: '这张收银单没有付款，没有可退的钱。',
    en: 'The checkout is not paid; there is nothing to refund.',
  },
  order_not_found: {
    status: 404,
    retry: 'never',
    zh: '这张收银单里没有这个订单。',
    en: 'The checkout has no such order.',
  },
  item_not_found: {
    status: 404,
    retry: 'never',
    zh: '订单里没有这件商品。',
    en: 'The order has no such item.',
  },
  nothing_left_to_refund: {
    status: 409,
    retry: 'never',
    zh: '已全部退款或正在退款，没有剩余可退金额。',
    en: 'All of it is refunded or being refunded; nothing is left.',
  },
  refund_exceeds_rest: {
    status: 409,
    retry: 'never',
    zh: '退款金额超过剩余可退金额，没有退出任何款项。',
    en: 'The refund is more than what is left; nothing was given back.',
    nextZh: '请按 details.restMinor(最小货币单位)以内的金额重新发起。',
    nextEn: 'Ask for at most details.restMinor (minor units).',
  },
  quantity_exceeds_rest: {
    status: 409,
    retry: 'never',
    zh: '退货数量超过剩余可退数量，没有退出任何款项。',
    en: 'The quantity is more than what is left of the item; nothing was given back.',
  },
  refund_shape_unclear: {
    status: 422,
    retry: 'never',
    zh: '请只给出一种退款范围：整单、某个订单、某个订单的金额，或若干商品数量。',
    en: 'Say one thing to refund: all, one order, an amount of one order, or quantities of items.',
  },
  refund_under_way: {
    status: 409,
    retry: 'later',
    zh: '这笔退款正在办理，系统会自动跟进。',
    en: 'The refund is under way and followed up by itself.',
  },
  refund_is_final: {
    status: 409,
    retry: 'never',
    zh: '这笔退款已有最终结果，不能重试。',
    en: 'The refund has its final result and cannot be retried.',
    nextZh: '失败的退款不占用可退金额，请重新发起一笔。',
    nextEn: 'A failed refund reserves nothing: request a new one.',
  },
} as const satisfies RefusalCatalog
