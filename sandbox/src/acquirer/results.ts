/**
 * The codes a caller can get. BBS00000, BBS10000 and 000000 are the acquirer's own; those of failures are not public
 * ("others: failure, show msg"), so the sandbox uses a family of its own that nobody can mistake for the acquirer's.
 */
export const RESULTS = {
  SUCCESS: { code: 'BBS00000', zh: '成功' },
  PROCESSING: { code: 'BBS10000', zh: '交易处理中，请稍后查询' },
  CASHIER_SUCCESS: { code: '000000', zh: '操作成功' },
  BAD_JSON: { code: 'SBX40001', zh: '报文不是合法的JSON' },
  BAD_FIELD: { code: 'SBX40002', zh: '参数错误' },
  NO_AUTHORIZATION: { code: 'SBX40101', zh: 'Authorization缺失或格式错误' },
  STALE: { code: 'SBX40102', zh: '时间戳超出允许范围' },
  UNKNOWN_CALLER: { code: 'SBX40103', zh: 'appid或证书序列号未知' },
  BAD_SIGNATURE: { code: 'SBX40104', zh: '验签失败' },
  OTHER_MERCHANT: { code: 'SBX40301', zh: '商户号或终端号不属于该应用' },
  NOT_OPENED: { code: 'SBX40302', zh: '商户未开通该产品' },
  NO_SUCH_TRADE: { code: 'SBX40401', zh: '交易不存在' },
  NUMBER_USED: { code: 'SBX40901', zh: '商户订单号重复' },
  WRONG_STATE: { code: 'SBX40902', zh: '订单状态不允许该操作' },
  TOO_MUCH: { code: 'SBX40903', zh: '退款金额超过可退金额' },
  NO_REFUND: { code: 'SBX40904', zh: '该订单不支持退款' },
  NOT_TODAY: { code: 'SBX40905', zh: '只能撤销当日交易' },
  NOT_ENOUGH: { code: 'SBX40906', zh: '商户可用余额不足' },
  NOT_READY: { code: 'SBX40907', zh: '对账文件尚未生成' },
  SYSTEM: { code: 'SBX50000', zh: '系统异常，请稍后重试' },
} as const
export type ResultName = keyof typeof RESULTS

/** A refusal on its way to the caller. */
export class Refused extends Error {
  readonly result: ResultName
  constructor(result: ResultName, detail?: string) {
    super(detail === undefined ? RESULTS[result].zh : `${RESULTS[result].zh}：${detail}`)
    this.result = result
  }
}

export interface Answer {
  code: string
  msg: string
  /** Absent in failures. */
  data?: object
}

export function answered(result: ResultName, data: object): Answer {
  return { code: RESULTS[result].code, msg: RESULTS[result].zh, data }
}

export function refusalAnswer(refused: Refused): Answer {
  return { code: RESULTS[refused.result].code, msg: refused.message }
}
