import { type AnyAccount, findAccount, moveTo } from '../accounts.js'
import { beijingTime } from '../beijing-time.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, isRefusal, refuse } from '../errors.js'
import { complaintAbout, isObject, type JsonObject, textOf } from '../fields.js'
import { fenFromYuan, yuanFromFen } from '../price.js'
import { parseObject } from '../request-checks.js'
import type { Transfer } from '../transfers.js'
import type { NodeFields } from '../wire/answer.js'
import { SCENES, TRANSFER_FIELDS } from './transfer-fields.js'

const LARGEST_FEN = 10_000_000_000
const SMALLEST_FEN = { TRANS_ACCOUNT_NO_PWD: 10, STD_RED_PACKET: 1 } as const
const REMARK_FROM_FEN = 5_000_000
const NAMINGS = { ALIPAY_USER_ID: 'userId', ALIPAY_OPEN_ID: 'openId', ALIPAY_LOGON_ID: 'loginName' } as const

export const TRANSFER_MESSAGE = 'notice.fund'

/** alipay.fund.trans.uni.transfer: at once to an account of the institution; the same out_biz_no again moves nothing. */
export function transferMoney(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  // Money goes out in certificate mode only; which code the gateway has for key mode is unverified.
  if (!caller.usesCertificate)
    return refuse('isv.insufficient-isv-permissions', '资金支出类接口需使用公钥证书签名')
  const complaint = complaintAbout(biz, TRANSFER_FIELDS)
  if (complaint !== null) return refuse('INVALID_PARAMETER', complaint)
  const outBizNo = textOf(biz, 'out_biz_no') ?? ''
  const known = desk.transfers.byOut(caller.sellerId, outBizNo)
  const asked = JSON.stringify([biz.trans_amount, biz.product_code, biz.biz_scene, biz.payee_info])
  if (known) return known.asked === asked ? answer(known) : refuse('PAYMENT_INFO_INCONSISTENCY')

  const amountFen = fenFromYuan(textOf(biz, 'trans_amount') ?? '') ?? 0
  const refusal = refuseTerms(biz, amountFen)
  if (refusal) return refusal
  const payee = findPayee(desk, biz, caller)
  if (isRefusal(payee)) return payee
  if (desk.ledger.availableFen(caller.sellerId) < amountFen) return refuse('PAYER_BALANCE_NOT_ENOUGH')

  const nowMs = desk.core.clock.nowMs()
  const day = beijingTime(nowMs).slice(0, 10).replaceAll('-', '')
  const transfer: Transfer = {
    id: `${day}0200${desk.core.random.digits(20)}`,
    sellerId: caller.sellerId,
    outBizNo,
    payFundOrderId: `${day}0200${desk.core.random.digits(20)}`,
    settleSerialNo: desk.core.random.digits(31),
    asked,
    amountFen,
    payeeId: payee.id,
    productCode: textOf(biz, 'product_code') ?? '',
    bizScene: textOf(biz, 'biz_scene') ?? '',
    passbackParams: textOf(biz, 'passback_params') ?? null,
    atMs: nowMs,
  }
  // From here on the money is the payee's.
  const subject = textOf(biz, 'order_title') ?? '转账'
  desk.ledger.post({
    sellerId: caller.sellerId,
    kind: '转账',
    businessNo: transfer.id,
    outNo: outBizNo,
    subject,
    other: payee.logonId ?? payee.id,
    amountFen: -amountFen,
    memo: textOf(biz, 'remark') ?? '',
  })
  moveTo(desk, payee, amountFen, {
    kind: '转账',
    from: caller.sellerId,
    fromName: caller.app.name,
    subject,
    outNo: outBizNo,
    businessNo: transfer.id,
  })
  desk.transfers.keep(transfer)
  tellChange(desk, caller, transfer)
  return answer(transfer)
}

function refuseTerms(biz: JsonObject, amountFen: number): AlipayRefusal | null {
  const product = textOf(biz, 'product_code')
  // Cards, and claims of packets that users fund, belong to contracts that this merchant does not have.
  if (product !== 'TRANS_ACCOUNT_NO_PWD' && product !== 'STD_RED_PACKET') return refuse('PRODUCT_NOT_SIGN')
  if (textOf(biz, 'biz_scene') !== 'DIRECT_TRANSFER') return refuse('PRODUCT_NOT_SIGN')
  if (amountFen < SMALLEST_FEN[product]) return refuse('EXCEED_LIMIT_SM_MIN_AMOUNT')
  if (amountFen > LARGEST_FEN) return refuse('EXCEED_LIMIT_SM_AMOUNT')
  if (amountFen >= REMARK_FROM_FEN && textOf(biz, 'remark') === undefined)
    return refuse('MEMO_REQUIRED_IN_TRANSFER_ERROR')
  if (product === 'STD_RED_PACKET') {
    const given = biz.business_params
    const params = isObject(given) ? given : parseObject(textOf(biz, 'business_params') ?? '')
    if (params === null || textOf(params, 'sub_biz_scene') !== 'REDPACKET')
      return refuse('INVALID_PARAMETER', '现金红包应在business_params中传sub_biz_scene=REDPACKET')
  }
  const scene = textOf(biz, 'transfer_scene_name')
  if (scene !== undefined && !SCENES.includes(scene)) return refuse('TRANSFER_SCENE_NAME_ILLEGAL')
  const reports = biz.transfer_scene_report_infos
  const types = Array.isArray(reports)
    ? reports.map((one) => (isObject(one) ? textOf(one, 'info_type') : ''))
    : []
  return new Set(types).size < types.length ? refuse('TRANSFER_SCENE_REPORT_INFO_ILLEGAL') : null
}

function findPayee(desk: Desk, biz: JsonObject, caller: Caller): AnyAccount | AlipayRefusal {
  const payee = isObject(biz.payee_info) ? biz.payee_info : {}
  const type = textOf(payee, 'identity_type') ?? ''
  if (!isNaming(type)) return refuse('INVALID_PARAMETER', 'payee_info.identity_type取值不正确')
  const name = textOf(payee, 'name')
  if (type === 'ALIPAY_LOGON_ID' && name === undefined)
    return refuse('INVALID_PARAMETER', '按登录账号转账时payee_info.name不能为空')
  const account = findAccount(desk, caller, NAMINGS[type], textOf(payee, 'identity') ?? '')
  if (!account) return refuse('PAYEE_NOT_EXIST')
  if (account.id === caller.sellerId) return refuse('PAYER_PAYEE_CANNOT_SAME')
  return name !== undefined && name !== account.name ? refuse('PAYEE_USER_INFO_ERROR') : account
}

function isNaming(type: string): type is keyof typeof NAMINGS {
  return Object.hasOwn(NAMINGS, type)
}

function answer(transfer: Transfer): NodeFields {
  return {
    code: '10000',
    msg: 'Success',
    out_biz_no: transfer.outBizNo,
    order_id: transfer.id,
    pay_fund_order_id: transfer.payFundOrderId,
    settle_serial_no: transfer.settleSerialNo,
    status: 'SUCCESS',
    trans_date: beijingTime(transfer.atMs),
    amount: yuanFromFen(transfer.amountFen),
  }
}

/** Goes to the application gateway, never to a notify_url. */
function tellChange(desk: Desk, caller: Caller, transfer: Transfer): void {
  const { app } = caller
  if (app.gatewayUrl === null) return
  desk.notifier.event({
    operation: TRANSFER_MESSAGE,
    event: 'alipay.fund.trans.order.changed',
    about: transfer.outBizNo,
    url: app.gatewayUrl,
    signType: caller.signType,
    appId: app.id,
    authAppId: caller.authAppId,
    fields: {
      msg_method: 'alipay.fund.trans.order.changed',
      version: '1.1',
      biz_content: JSON.stringify({
        action_type: 'FINISH',
        biz_scene: transfer.bizScene,
        order_id: transfer.id,
        out_biz_no: transfer.outBizNo,
        passback_params: transfer.passbackParams ?? undefined,
        pay_date: beijingTime(transfer.atMs),
        pay_fund_order_id: transfer.payFundOrderId,
        product_code: transfer.productCode,
        status: 'SUCCESS',
        trans_amount: yuanFromFen(transfer.amountFen),
      }),
    },
  })
}
