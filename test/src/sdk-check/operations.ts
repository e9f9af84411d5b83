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
    partner: '服务商下单与查单 partner order',
    combine: '合单、查询、关闭 combined orders',
    sharing: '分账、查询、解冻 profit sharing',
    trade_bill: '交易账单 trade bill',
    fund_flow_bill: '资金账单 fund-flow bill',
    upload: '图片上传 upload',
    transfer: '商家转账 transfer',
    payscore: '支付分 pay score',
    contract: '委托代扣签约 papay contract',
    codepay_v2: 'V2 付款码与撤销 micropay, reverse',
    contract_v2: 'V2 委托代扣 papay',
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
    pay_by_code: '付款码 pay by code',
    create: '小程序下单 create',
    royalty: '分账 royalty, settle',
    transfer: '转账 transfer',
    bill: '账单下载 bill',
    oauth: '用户授权 oauth',
    agreement: '签约与代扣 agreement',
    complaint: '交易投诉与图片 complaints, pictures',
    encrypted: '内容加密 encrypted content',
  },
} as const

export type WechatpayOperation = keyof (typeof OPERATIONS)['wechatpay']
export type AlipayOperation = keyof (typeof OPERATIONS)['alipay']

/** Throws when it does not hold; null where the SDK has no such thing. */
export type Checks<Operation extends string> = Record<Operation, (() => Promise<void>) | null>

export type Result =
  | { operation: string; outcome: 'passed' | 'not_offered' }
  | { operation: string; outcome: 'failed'; because: string }
