import type { KeyObject } from 'node:crypto'
import { decryptOaep } from '@hutong/wechatpay'
import { type Answer, ok, Refused } from './answers.js'
import { type Call, readBody } from './call.js'
import { checkFields, fieldError } from './fields.js'
import { requireSubMerchant } from './merchants/partner.js'
import { type Order, type Refund, scopeOf } from './order-book.js'
import { refundJson } from './order-json.js'
import { cardText } from './received-account.js'
import { ABNORMAL_REFUND_FIELDS, type AbnormalRefundBody, OUT_REFUND_NO, SUB_MCHID } from './refund-fields.js'

export function queryRefund(call: Call): Answer {
  const outRefundNo = call.params.out_refund_no ?? ''
  if (!OUT_REFUND_NO.test(outRefundNo)) {
    throw fieldError(
      'out_refund_no',
      outRefundNo,
      '商户退款单号格式错误',
      'is not a valid out_refund_no',
      'url',
    )
  }
  const { refund, order } = found(
    call,
    call.platform.book.refund(scopeNamed(call, call.query.get('sub_mchid')), outRefundNo),
  )
  return ok(refundJson(refund, order))
}

/** Sends an abnormal refund on its way again, to a bank card of the payer or of the merchant (12-refunds §6). */
export function applyAbnormalRefund(call: Call): Answer {
  const raw = readBody(call)
  const isProvider = call.merchant.kind === 'service_provider'
  checkFields(raw, isProvider ? { ...ABNORMAL_REFUND_FIELDS, ...SUB_MCHID } : ABNORMAL_REFUND_FIELDS)
  // The fields above are exactly the members of AbnormalRefundBody.
  const body = raw as unknown as AbnormalRefundBody
  const scope = scopeNamed(call, body.sub_mchid)
  const byId = call.platform.book.refundByRefundId(scope, call.params.refund_id ?? '')
  const { refund, order } = found(call, byId)
  if (refund.outRefundNo !== body.out_refund_no) {
    throw new Refused('INVALID_REQUEST', { zh: '退款单号不一致', en: 'refund_id and out_refund_no differ' })
  }
  const account = body.type === 'USER_BANK_CARD' ? openCard(call, body) : null
  if (refund.state !== 'ABNORMAL') {
    throw new Refused('INVALID_REQUEST', { zh: '退款单不是异常状态', en: 'The refund is not abnormal' })
  }

  // From here on the refund is on its way again.
  refund.channel = 'OTHER_BANKCARD'
  refund.toPayer = account !== null
  refund.receivedAccount = account === null ? '商户结算银行账户' : cardText(body.bank_type ?? '', account)
  refund.state = 'PROCESSING'
  call.platform.refunding.begin(refund, order)
  // This answer alone leaves coupons out.
  const { promotion_detail: _promotions, ...told } = refundJson(refund, order)
  return ok(told)
}

/** Whose refund is meant: a provider names the sub-merchant. */
function scopeNamed(call: Call, subMchid: string | null | undefined): string {
  if (!subMchid) return call.merchant.mchid
  return scopeOf(call.merchant.mchid, requireSubMerchant(call, subMchid, 'not_found').mchid)
}

/** Card number and name come encrypted for the key that `Wechatpay-Serial` names (00-protocol §6). */
function openCard(call: Call, body: AbnormalRefundBody): string {
  const { bank_type: bankType, bank_account: account, real_name: name } = body
  if (!bankType) throw fieldError('/bank_type', undefined, '缺少必填参数', 'is required for USER_BANK_CARD')
  if (!account) throw fieldError('/bank_account', undefined, '缺少必填参数', 'is required for USER_BANK_CARD')
  if (!name) throw fieldError('/real_name', undefined, '缺少必填参数', 'is required for USER_BANK_CARD')
  openField(call, '/real_name', name)
  return openField(call, '/bank_account', account)
}

/** The platform key that `Wechatpay-Serial` names; calls with encrypted fields must name one. */
export function namedKey(call: Call): KeyObject {
  if (!call.serial) {
    throw new Refused('PARAM_ERROR', {
      zh: 'Http头缺少Wechatpay-Serial',
      en: 'Wechatpay-Serial must name the key that encrypted the fields',
    })
  }
  const key = call.platform.keys.opener(call.merchant, call.serial)
  if (!key) {
    throw new Refused('PARAM_ERROR', {
      zh: 'Http头Wechatpay-Serial有误，请使用正确的平台证书序列号或公钥ID',
      en: 'Wechatpay-Serial names no key of the platform',
    })
  }
  return key
}

export function openField(call: Call, pointer: string, ciphertext: string): string {
  const key = namedKey(call)
  try {
    return decryptOaep(ciphertext, key)
  } catch {
    throw fieldError(
      pointer,
      undefined,
      '解密失败，请检查是否为密文',
      'cannot be decrypted; is it ciphertext?',
    )
  }
}

function found(call: Call, refund: Refund | undefined): { refund: Refund; order: Order } {
  const order = refund && call.platform.book.orderById(refund.orderId)
  if (!refund || !order) {
    throw new Refused('RESOURCE_NOT_EXISTS', { zh: '退款单不存在', en: 'There is no such refund' })
  }
  return { refund, order }
}
