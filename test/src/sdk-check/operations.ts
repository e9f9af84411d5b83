/** What is tried with each SDK, by institution; the words of the table. */
export const OPERATIONS = {
  wechatpay: {
    native: 'Native 下单 order',
    jsapi: 'JSAPI 下单 order',
    app: 'APP 下单 order',
    h5: 'H5 下单 order',
    query: '按商户单号查单 query',
    query_by_id: '按微信单号查单 query by transaction_id',
    close: '关单 close',
    refund: '退款 refund',
    refund_query: '查退款 query refund',
    certificates: '平台证书 certificates',
    notice_verify: '通知验签 verify notice',
    notice_decrypt: '通知解密 decrypt notice',
    jsapi_pay_sign: 'JSAPI 调起签名 paySign',
    app_pay_sign: 'APP 调起签名 sign',
    error: '错误应答 error answer',
  },
  alipay: {
    precreate: '预下单 precreate',
    page: '电脑网站 page pay',
    wap: '手机网站 wap pay',
    app: 'APP 订单串 app pay',
    query: '查单 query',
    close: '关单 close',
    cancel: '撤销 cancel',
    refund: '退款 refund',
    refund_query: '查退款 query refund',
    notice: '通知验签 verify notice',
    error: '错误应答 error answer',
  },
} as const

export type WechatpayOperation = keyof (typeof OPERATIONS)['wechatpay']
export type AlipayOperation = keyof (typeof OPERATIONS)['alipay']

/** Throws when it does not hold; null where the SDK has no such thing. */
export type Checks<Operation extends string> = Record<Operation, (() => Promise<void>) | null>

export type Result =
  | { operation: string; outcome: 'passed' | 'not_offered' }
  | { operation: string; outcome: 'failed'; because: string }
