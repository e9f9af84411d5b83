import { encryptOaep } from '@hutong/wechatpay'
import { type Answer, ok, Refused } from '../answers.js'
import { beijingTime } from '../beijing-time.js'
import { type Call, readBody } from '../call.js'
import { checkFields, fieldError } from '../fields.js'
import { requireAppid } from '../merchants/partner.js'
import { requireKnownOpenid } from '../payee.js'
import { canonical } from '../place-order.js'
import { openField } from '../query-refund.js'
import { SCENES } from './scenes.js'
import { type Transfer, transferKey } from './transfer-book.js'
import { OUT_BILL_NO, TRANSFER_FIELDS, type TransferBody } from './transfer-fields.js'

/** From here on the real name must be given. */
const NAME_REQUIRED_MINOR = 200_000
const RED_PACKET_MOST_MINOR = 20_000
const QUERYABLE_MS = 30 * 24 * 3_600_000

export function createTransfer(call: Call): Answer {
  const { core, funds, openids, transfers, transferWork } = call.platform
  const raw = readBody(call)
  checkFields(raw, TRANSFER_FIELDS)
  // The fields above are exactly the members of TransferBody.
  const body = raw as unknown as TransferBody
  requireAppid(call.merchant, body.appid, 'appid')
  requireKnownOpenid(call, body.appid, body.openid, '/openid')
  const userName = body.user_name === undefined ? null : openField(call, '/user_name', body.user_name)
  // Two sealings of one name differ: the opened one is compared.
  const fingerprint = canonical({ ...raw, user_name: userName })
  const known = transfers.get(call.merchant.mchid, body.out_bill_no)
  if (known) {
    if (known.fingerprint !== fingerprint) {
      throw new Refused('ALREADY_EXISTS', {
        zh: '商户单号已存在，且参数与首次请求不一致',
        en: 'The out_bill_no exists with other parameters',
      })
    }
    return ok(createdJson(known))
  }
  requireScene(body)
  requireName(body)
  if (funds.balanceMinor(call.merchant.mchid, 'OPERATION') < body.transfer_amount) {
    throw new Refused('NOT_ENOUGH', {
      zh: '商户运营账户资金不足',
      en: 'The operation account has not enough money',
    })
  }

  // From here on the money is locked.
  const transfer: Transfer = {
    id: transferKey(call.merchant.mchid, body.out_bill_no),
    mchid: call.merchant.mchid,
    appid: body.appid,
    outBillNo: body.out_bill_no,
    transferBillNo: `1330${core.random.digits(30)}`,
    fingerprint,
    openid: body.openid,
    userId: openids.userOf(body.appid, body.openid)?.id ?? '',
    userName,
    amountMinor: body.transfer_amount,
    remark: body.transfer_remark,
    notifyUrl: body.notify_url ?? null,
    packageInfo: `ABBQ${core.random.alphanumeric(96)}`,
    state: 'WAIT_USER_CONFIRM',
    failReason: null,
    createdAtMs: call.nowMs,
    updatedAtMs: call.nowMs,
    nextAtMs: null,
    signer: call.signer,
  }
  transferWork.begin(transfer)
  return ok(createdJson(transfer))
}

export function queryTransfer(call: Call): Answer {
  return ok(transferJson(call, inPath(call)))
}

export function queryTransferByBillNo(call: Call): Answer {
  const billNo = call.params.transfer_bill_no ?? ''
  return ok(transferJson(call, found(call, call.platform.transfers.byBillNo(call.merchant.mchid, billNo))))
}

/** Only before the user confirmed (20-transfer §3); again while it is being cancelled is the same. */
export function cancelTransfer(call: Call): Answer {
  const transfer = inPath(call)
  if (transfer.state === 'WAIT_USER_CONFIRM') call.platform.transferWork.cancel(transfer)
  else if (transfer.state !== 'CANCELING' && transfer.state !== 'CANCELLED') {
    throw new Refused('INVALID_REQUEST', {
      zh: '当前单据状态不允许撤销',
      en: 'The transfer can no longer be cancelled',
    })
  }
  return ok({
    out_bill_no: transfer.outBillNo,
    transfer_bill_no: transfer.transferBillNo,
    state: transfer.state,
    update_time: beijingTime(transfer.updatedAtMs),
  })
}

function inPath(call: Call): Transfer {
  const outBillNo = call.params.out_bill_no ?? ''
  if (!OUT_BILL_NO.test(outBillNo)) {
    throw fieldError('out_bill_no', outBillNo, '商户单号格式错误', 'is not a valid out_bill_no', 'url')
  }
  return found(call, call.platform.transfers.get(call.merchant.mchid, outBillNo))
}

function found(call: Call, transfer: Transfer | undefined): Transfer {
  if (transfer && call.nowMs <= transfer.createdAtMs + QUERYABLE_MS) return transfer
  throw new Refused('NOT_FOUND', { zh: '记录不存在', en: 'There is no such transfer in the last 30 days' })
}

function requireScene(body: TransferBody): void {
  const scene = Object.hasOwn(SCENES, body.transfer_scene_id) ? SCENES[body.transfer_scene_id] : undefined
  if (!scene) {
    throw new Refused('NO_AUTH', {
      zh: '商户未开通该转账场景',
      en: 'The merchant was not granted this scene',
    })
  }
  const { user_recv_perception: perception, transfer_scene_report_infos: infos } = body
  if (perception !== undefined && !scene.perceptions.includes(perception)) {
    throw fieldError('/user_recv_perception', perception, '不是该场景的可选值', 'is none of this scene')
  }
  const given = infos.map((one) => one.info_type).sort()
  if (given.join('\n') !== [...scene.infoTypes].sort().join('\n')) {
    throw new Refused('INVALID_REQUEST', {
      zh: '转账场景报备信息与场景要求不一致',
      en: 'The report entries are not those that the scene demands',
    })
  }
  if (body.user_recv_style?.type === 'RED_PACKET' && body.transfer_amount > RED_PACKET_MOST_MINOR) {
    throw fieldError(
      '/user_recv_style/type',
      undefined,
      '红包样式金额不能超过200元',
      'is for 200 yuan at most',
    )
  }
}

function requireName(body: TransferBody): void {
  if (body.transfer_amount < NAME_REQUIRED_MINOR || body.user_name !== undefined) return
  throw fieldError('/user_name', undefined, '转账金额大于等于2000元时必填', 'is required from 2,000 yuan on')
}

function createdJson(transfer: Transfer): object {
  return {
    out_bill_no: transfer.outBillNo,
    transfer_bill_no: transfer.transferBillNo,
    create_time: beijingTime(transfer.createdAtMs),
    state: transfer.state,
    ...(transfer.state === 'WAIT_USER_CONFIRM' ? { package_info: transfer.packageInfo } : {}),
  }
}

function transferJson(call: Call, transfer: Transfer): object {
  return {
    mch_id: transfer.mchid,
    out_bill_no: transfer.outBillNo,
    transfer_bill_no: transfer.transferBillNo,
    appid: transfer.appid,
    state: transfer.state,
    transfer_amount: transfer.amountMinor,
    transfer_remark: transfer.remark,
    ...(transfer.failReason === null ? {} : { fail_reason: transfer.failReason }),
    openid: transfer.openid,
    ...(transfer.userName === null
      ? {}
      : { user_name: encryptOaep(transfer.userName, call.merchant.publicKey) }),
    create_time: beijingTime(transfer.createdAtMs),
    update_time: beijingTime(transfer.updatedAtMs),
  }
}
