/** What this shop itself says no to. */
const SHOP_REFUSALS = {
  cart_empty: { status: 422, message: '购物车是空的。', messageEn: 'The cart is empty.' },
  good_unknown: {
    status: 422,
    message: '有商品已经下架，请刷新购物车。',
    messageEn: 'Something in the cart is no longer sold; please look at the cart again.',
  },
  quantity_wrong: {
    status: 422,
    message: '数量须在 1 到 99 之间。',
    messageEn: 'A quantity must be between 1 and 99.',
  },
  address_incomplete: {
    status: 422,
    message: '请把收货人、电话和地址填完整。',
    messageEn: 'Please give a name, a phone number and an address.',
  },
  order_unknown: { status: 404, message: '没有找到这个订单。', messageEn: 'There is no such order.' },
  order_settled: {
    status: 409,
    message: '这个订单已不能付款，请看订单状态。',
    messageEn: 'This order can no longer be paid; see its state.',
  },
  not_from_hutong: {
    status: 400,
    message: '这条通知不是互通发出的。',
    messageEn: 'This notice is not from Hutong.',
  },
  no_webhook_secret: {
    status: 503,
    message: '商城没有配置通知密钥（HUTONG_WEBHOOK_SECRET），暂时收不了通知。',
    messageEn: 'The shop has no webhook secret (HUTONG_WEBHOOK_SECRET) and cannot take notices yet.',
  },
} as const satisfies Record<string, { status: number; message: string; messageEn: string }>

export type ShopRefusalCode = keyof typeof SHOP_REFUSALS

export interface ShopRefusal {
  readonly refused: true
  readonly status: number
  readonly code: string
  readonly message: string
  readonly messageEn: string
}

export function shopRefusal(code: ShopRefusalCode): ShopRefusal {
  return { refused: true, code, ...SHOP_REFUSALS[code] }
}

export function isShopRefusal(value: unknown): value is ShopRefusal {
  return typeof value === 'object' && value !== null && 'refused' in value
}
