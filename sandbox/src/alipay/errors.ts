import type { NodeFields } from './wire/answer.js'

/** `msg` of each gateway code. */
const GATEWAY_MESSAGES = {
  '20000': 'Service Currently Unavailable',
  '20001': 'Insufficient Token Permissions',
  '40001': 'Missing Required Arguments',
  '40002': 'Invalid Arguments',
  '40003': 'Insufficient Conditions',
  '40004': 'Business Failed',
  '40005': 'Call Limited',
  '40006': 'Insufficient Permissions',
} as const
type GatewayCode = keyof typeof GATEWAY_MESSAGES

/** Every sub_code that this gateway answers by itself, with its code and its documented Chinese text. */
export const ALIPAY_ERRORS = {
  'isp.unknow-error': ['20000', '系统繁忙'],
  'aop.invalid-app-auth-token': ['20001', '无效的应用授权令牌'],
  'isv.missing-method': ['40001', '缺少方法名参数'],
  'isv.missing-signature': ['40001', '缺少签名参数'],
  'isv.missing-signature-type': ['40001', '缺少签名类型参数'],
  'isv.missing-app-id': ['40001', '缺少appId参数'],
  'isv.missing-timestamp': ['40001', '缺少时间戳参数'],
  'isv.missing-version': ['40001', '缺少版本参数'],
  'isv.invalid-parameter': ['40002', '参数无效'],
  'isv.invalid-method': ['40002', '不存在的方法名'],
  'isv.invalid-format': ['40002', '无效的数据格式'],
  'isv.invalid-signature-type': ['40002', '无效的签名类型'],
  'isv.invalid-signature': ['40002', '验签出错'],
  'isv.invalid-encrypt-type': ['40002', '无效的加密类型'],
  'isv.invalid-app-id': ['40002', '无效的appId参数'],
  'isv.invalid-timestamp': ['40002', '非法的时间戳参数'],
  'isv.invalid-charset': ['40002', '字符集错误'],
  'isv.app-cert-not-exist': ['40002', '应用证书不存在'],
  'isv.invalid-content-type': ['40002', '无效的Content-Type'],
  'isv.forbidden-api': ['40006', '应用无权限使用该接口'],
  'ACQ.SYSTEM_ERROR': ['40004', '系统错误'],
  'ACQ.INVALID_PARAMETER': ['40004', '参数无效'],
  'ACQ.ACCESS_FORBIDDEN': ['40004', '无权限使用接口'],
  'ACQ.EXIST_FORBIDDEN_WORD': ['40004', '订单信息中包含违禁词'],
  'ACQ.TOTAL_FEE_EXCEED': ['40004', '订单总金额不在允许范围内'],
  'ACQ.CONTEXT_INCONSISTENT': ['40004', '交易信息被篡改'],
  'ACQ.TRADE_HAS_SUCCESS': ['40004', '交易已被支付'],
  'ACQ.TRADE_HAS_CLOSE': ['40004', '交易已经关闭'],
  'ACQ.TRADE_HAS_FINISHED': ['40004', '交易已完结'],
  'ACQ.TRADE_NOT_EXIST': ['40004', '交易不存在'],
  'ACQ.TRADE_STATUS_ERROR': ['40004', '交易状态不合法'],
  'ACQ.BUYER_SELLER_EQUAL': ['40004', '买卖家不能相同'],
  'ACQ.INVALID_RECEIVE_ACCOUNT': ['40004', '收款账户不合法'],
  'ACQ.NOW_TIME_AFTER_EXPIRE_TIME_ERROR': ['40004', '当前时间已超过允许支付的时间'],
  'ACQ.SUB_GOODS_SIZE_MAX_COUNT': ['40004', '子商品明细超长'],
  'ACQ.SELLER_BALANCE_NOT_ENOUGH': ['40004', '卖家余额不足'],
  'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL': ['40004', '退款金额超限'],
  'ACQ.DISCORDANT_REPEAT_REQUEST': ['40004', '不一致的请求'],
  'ACQ.TRADE_CANCEL_TIME_OUT': ['40004', '超过撤销时间范围'],
} as const satisfies Record<string, readonly [GatewayCode, string]>

export type AlipayErrorCode = keyof typeof ALIPAY_ERRORS

/** A documented refusal of the gateway. `detail` is added to the sub_msg, for whoever reads the log. */
export interface AlipayRefusal {
  refusal: AlipayErrorCode
  detail?: string
}

export function refuse(refusal: AlipayErrorCode, detail?: string): AlipayRefusal {
  return detail === undefined ? { refusal } : { refusal, detail }
}

export function isRefusal(value: object | null): value is AlipayRefusal {
  return value !== null && 'refusal' in value
}

export function refusalFields({ refusal, detail }: AlipayRefusal): NodeFields {
  const [code, text] = ALIPAY_ERRORS[refusal]
  const message = detail === undefined ? text : `${text}，${detail}`
  return { code, msg: GATEWAY_MESSAGES[code], sub_code: refusal, sub_msg: message }
}

/** What a `fail` fault answers: any code of the documentation, or `20000` for an unavailable service. */
export function failureFields(code: string | undefined, message: string | undefined): NodeFields {
  if (code === undefined || code === '20000') {
    return refusalFields(refuse('isp.unknow-error', message))
  }
  if (isOwnCode(code)) return refusalFields(refuse(code, message))
  const gatewayCode: GatewayCode = code.startsWith('isv.')
    ? '40002'
    : code.startsWith('isp.') || code.startsWith('aop.unknow')
      ? '20000'
      : '40004'
  return { code: gatewayCode, msg: GATEWAY_MESSAGES[gatewayCode], sub_code: code, sub_msg: message ?? code }
}

function isOwnCode(code: string): code is AlipayErrorCode {
  return Object.hasOwn(ALIPAY_ERRORS, code)
}
