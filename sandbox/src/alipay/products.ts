/** How an order is brought to the payer; also the operation's name in fault rules. */
export type Product = 'precreate' | 'page_pay' | 'wap_pay' | 'app_pay' | 'pay' | 'create'

interface ProductFacts {
  method: string
  /** product_code values of the contract; the first is the default. */
  codes: readonly [string, ...string[]]
  codeRequired: boolean
  /** Whether a trade closed without payment is told by a notice. Public tables disagree for app and wap: off there. */
  noticeWhenClosed: boolean
  /** Whether contracts exist under which WAIT_BUYER_PAY is told. */
  mayTellWaiting?: true
}

export const PRODUCTS: Readonly<Record<Product, ProductFacts>> = {
  precreate: {
    method: 'alipay.trade.precreate',
    codes: ['FACE_TO_FACE_PAYMENT', 'QR_CODE_OFFLINE'],
    codeRequired: false,
    noticeWhenClosed: true,
    mayTellWaiting: true,
  },
  page_pay: {
    method: 'alipay.trade.page.pay',
    codes: ['FAST_INSTANT_TRADE_PAY'],
    codeRequired: true,
    noticeWhenClosed: true,
  },
  wap_pay: {
    method: 'alipay.trade.wap.pay',
    // QUICK_WAP_PAY is seen in old code; that it is still accepted is unverified.
    codes: ['QUICK_WAP_WAY', 'QUICK_WAP_PAY'],
    codeRequired: false,
    noticeWhenClosed: false,
  },
  app_pay: {
    method: 'alipay.trade.app.pay',
    codes: ['QUICK_MSECURITY_PAY', 'CYCLE_PAY_AUTH', 'GENERAL_WITHHOLDING'],
    codeRequired: false,
    noticeWhenClosed: false,
  },
  pay: {
    method: 'alipay.trade.pay',
    codes: ['FACE_TO_FACE_PAYMENT', 'CYCLE_PAY_AUTH', 'GENERAL_WITHHOLDING', 'CREDIT_PAY_AFTER_USE'],
    codeRequired: false,
    noticeWhenClosed: true,
  },
  create: {
    method: 'alipay.trade.create',
    codes: ['FACE_TO_FACE_PAYMENT', 'JSAPI_PAY'],
    codeRequired: false,
    noticeWhenClosed: true,
    mayTellWaiting: true,
  },
}

/** Products of a till: three hours to pay unless the order says otherwise, and a till's own fields. */
export function isFaceToFace(product: Product): boolean {
  return product === 'precreate' || product === 'pay' || product === 'create'
}
