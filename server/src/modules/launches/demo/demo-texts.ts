import type { Guardrail, LaunchRules } from '../rules-schema.js'

const MINUTE_MS = 60_000

/** What the demo's platform filed with the institution; the first time under the wrong category. */
export const DEMO_DOCUMENTS = {
  company_name: '胡同集市（演示）',
  license_number: '91440300MA5F4ABC12',
  category: '服饰零售',
  site: 'hutong.example',
  goods: '多家小店的茶、书、陶器、点心、布艺与文房用品，由各店铺自行销售',
  service_phone: '075512345678',
  contact_name: '李明',
}

export const DEMO_REASON = { field: 'category', reason: '经营类目与实际业务不符：平台型业务请选择“电商平台”' }

export const DEMO_TERMS = {
  label: '2026 第一版',
  agreement: 'needed' as const,
  body: `第一条 支付机构
本平台与多家支付机构合作。买家可以使用平台支持的任一支付机构完成付款。

第二条 支付账户
卖家的应收款项记入卖家在各支付机构的支付账户。平台不持有卖家的资金。支付账户余额以支付机构的记录为准。

第三条 订单交易金额与费用
支付机构按订单交易金额收取服务费，费率以支付机构公示为准。

第四条 退款
退款原路退回付款人。卖家应在平台规则规定的时间内处理退款。

第五条 开通与关闭
卖家同意本规则后即时开通，可随时在工作台暂停。已经发起的付款不受影响。`,
  bodyEn: `1. Payment institutions
The platform works with several payment institutions. A buyer may pay through any one that the platform supports.

2. Payment accounts
What a seller is owed is booked to the seller's payment account at each institution. The platform holds no money of sellers. The balance of a payment account is what the institution's records say.

3. Transaction amount of the order, and fees
An institution charges its fee on the transaction amount of the order, at its published rate.

4. Refunds
Money goes back to the payer the way it came. Sellers handle refunds within the time that the platform's rules give.

5. On and off
It is on from the moment the seller agrees, and the seller may pause it in the workbench at any time. Payments under way are not touched.`,
}

/** The next version, published and not yet in force, so that its notice and its difference can be seen. */
export const DEMO_NEXT_TERMS = {
  label: '2026 第二版',
  agreement: 'by_notice' as const,
  body: DEMO_TERMS.body.replace(
    '卖家应在平台规则规定的时间内处理退款。',
    '卖家应在 48 小时内处理退款申请；逾期由平台代为同意。',
  ),
  bodyEn: DEMO_TERMS.bodyEn.replace(
    "Sellers handle refunds within the time that the platform's rules give.",
    'Sellers handle a request within 48 hours; after that the platform agrees in their place.',
  ),
}

const GUARDRAILS: Guardrail[] = [
  {
    metric: 'success_rate',
    against: 'other_methods',
    windowMs: 10 * MINUTE_MS,
    leastSamples: 50,
    toleranceBp: 2_000,
    onBreach: 'step_back',
  },
  {
    metric: 'refund_rate',
    against: 'own_past',
    windowMs: 24 * 60 * MINUTE_MS,
    leastSamples: 100,
    toleranceBp: 10_000,
    onBreach: 'pause',
  },
]

export const DEMO_RULES: Partial<LaunchRules> & Pick<LaunchRules, 'methods'> = {
  methods: ['wechatpay_scan', 'wechatpay_jump'],
  requires: ['wechatpay.platform'],
  shareBp: 10_000,
  guardrails: GUARDRAILS,
}
