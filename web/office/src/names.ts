import type { Language } from './language.js'
import type { AttemptState, CheckoutState, RefundState } from './types.js'

export type Tone = 'good' | 'busy' | 'warn' | 'alarm' | 'quiet'

interface Naming {
  zh: string
  en: string
  tone: Tone
}

export const CHECKOUT_STATES: Record<CheckoutState, Naming> = {
  open: { zh: '待支付', en: 'To be paid', tone: 'warn' },
  closing: { zh: '关闭中', en: 'Closing', tone: 'busy' },
  paid: { zh: '已支付', en: 'Paid', tone: 'good' },
  closed: { zh: '已关闭', en: 'Closed', tone: 'quiet' },
}

export const ATTEMPT_STATES: Record<AttemptState, Naming> = {
  created: { zh: '提交中', en: 'Submitting', tone: 'busy' },
  unknown: { zh: '核实中', en: 'Being checked', tone: 'warn' },
  pending: { zh: '等待付款', en: 'Waiting for payer', tone: 'busy' },
  closing: { zh: '关闭中', en: 'Closing', tone: 'busy' },
  paid: { zh: '已支付', en: 'Paid', tone: 'good' },
  surplus: { zh: '多付，退回', en: 'Surplus, returned', tone: 'warn' },
  closed: { zh: '已关闭', en: 'Closed', tone: 'quiet' },
  failed: { zh: '未成功', en: 'Declined', tone: 'quiet' },
}

export const REFUND_STATES: Record<RefundState, Naming> = {
  created: { zh: '已提交', en: 'Submitted', tone: 'busy' },
  unknown: { zh: '核实中', en: 'Being checked', tone: 'warn' },
  processing: { zh: '退款中', en: 'On its way', tone: 'busy' },
  succeeded: { zh: '已退款', en: 'Refunded', tone: 'good' },
  abnormal: { zh: '退款异常', en: 'Needs a person', tone: 'alarm' },
  failed: { zh: '退款失败', en: 'Failed', tone: 'alarm' },
}

const METHODS: Record<string, { zh: string; en: string }> = {
  wechatpay_scan: { zh: '微信支付 · 扫码', en: 'WeChat Pay · scan' },
  wechatpay_jump: { zh: '微信支付 · 跳转', en: 'WeChat Pay · jump' },
  alipay_scan: { zh: '支付宝 · 扫码', en: 'Alipay · scan' },
  alipay_jump: { zh: '支付宝 · 跳转', en: 'Alipay · jump' },
}

const INSTITUTIONS: Record<string, { zh: string; en: string }> = {
  wechatpay: { zh: '微信支付', en: 'WeChat Pay' },
  alipay: { zh: '支付宝', en: 'Alipay' },
}

/** A method that a later version of the server offers is shown by its own name rather than hidden. */
export const methodName = (method: string, language: Language) => METHODS[method]?.[language] ?? method
export const institutionName = (institution: string, language: Language) =>
  INSTITUTIONS[institution]?.[language] ?? institution

export const VERDICTS: Record<string, Naming> = {
  applied: { zh: '已采纳', en: 'Applied', tone: 'good' },
  nothing_new: { zh: '早已知道', en: 'Known already', tone: 'quiet' },
  alarm: { zh: '警报', en: 'Alarm', tone: 'alarm' },
  refused: { zh: '已拒收', en: 'Refused', tone: 'alarm' },
}

const NOTICE_REASONS: Record<string, { zh: string; en: string }> = {
  missing_headers: { zh: '缺少签名', en: 'Not signed' },
  stale: { zh: '时间太旧', en: 'Too old' },
  unknown_key: { zh: '签名密钥不认识', en: 'Signed with a key we do not know' },
  bad_signature: { zh: '签名不对', en: 'Wrong signature' },
  unreadable: { zh: '内容无法读取', en: 'Cannot be read' },
  another_merchant: { zh: '是别的商户的通知', en: 'For another merchant' },
  not_handled: { zh: '本平台不处理这类通知', en: 'Of a kind that this platform does not handle' },
  money_mismatch: { zh: '金额或币种与我方记录不符', en: 'Amount or currency differs from ours' },
  unknown_attempt: { zh: '没有这个支付单号', en: 'There is no such payment here' },
  unknown_refund: { zh: '没有这个退款单号', en: 'There is no such refund here' },
}

/** Why a notice was refused; a reason of a newer server is shown by its code. */
export const noticeReason = (because: string, language: Language) =>
  NOTICE_REASONS[because]?.[language] ?? because

const SCENES: Record<string, { zh: string; en: string }> = {
  desktop_web: { zh: '电脑网页', en: 'desktop web' },
  mobile_web: { zh: '手机网页', en: 'mobile web' },
  app: { zh: 'App', en: 'app' },
  official_account: { zh: '公众号', en: 'official account' },
  mini_program: { zh: '小程序', en: 'mini-program' },
}

export const sceneName = (scene: string, language: Language) => SCENES[scene]?.[language] ?? scene
