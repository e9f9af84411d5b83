import { type Answer, ok, Refused } from '../answers.js'
import { type Call, readBody } from '../call.js'
import { checkFields, fieldError, type JsonObject } from '../fields.js'
import { queryReturn, returnShare } from '../sharing/return-share.js'
import { type Split, sharingKey } from '../sharing/sharing-book.js'
import { type returnJson, splitJson } from '../sharing/sharing-json.js'
import { notExists, seatOf } from '../sharing/sharing-seat.js'
import { splitOrder, unfreezeRest, unsplitAmount } from '../sharing/split.js'
import { invalid, required, requirePlatform, sellerInQuery } from './platform-gate.js'
import {
  FINISH_FIELDS,
  SELLER_RETURN_FIELDS,
  SELLER_SPLIT_FIELDS,
  type SellerSplitBody,
} from './sharing-fields.js'

/** The same call as the product without e-commerce would read it. */
const readAs = (call: Call, json: JsonObject): Call => ({ ...call, json })

export function splitForPlatform(call: Call): Answer {
  requirePlatform(call)
  const raw = readBody(call)
  checkFields(raw, SELLER_SPLIT_FIELDS)
  // The fields above are exactly the members of SellerSplitBody.
  const body = raw as unknown as SellerSplitBody
  const personal = body.receivers.findIndex((one) => one.type !== 'MERCHANT_ID')
  if (personal !== -1 && body.appid === undefined) {
    throw fieldError('/appid', undefined, '接收方为个人时必填', 'is required for personal receivers')
  }
  const { mchid } = call.merchant
  if (body.finish && body.receivers.some((one) => one.receiver_account !== mchid)) {
    throw invalid('仅当接收方为电商平台自己时可完结分账', 'finish is for splits to the platform itself only')
  }
  const { finish, receivers, ...rest } = body
  const inner = {
    appid: call.merchant.appid,
    ...rest,
    receivers: receivers.map(({ receiver_account: account, receiver_name: name, ...one }) => ({
      ...one,
      account,
      ...(name === undefined ? {} : { name }),
    })),
    unfreeze_unsplit: finish,
  }
  renamed(() => splitOrder(readAs(call, inner)))
  return ok(sellerSplitJson(splitOf(call, body.sub_mchid, body.out_order_no)))
}

export function querySellerSplit(call: Call): Answer {
  const sub = sellerInQuery(call)
  const transactionId = required(call, 'transaction_id', 32)
  const split = splitOf(call, sub.mchid, required(call, 'out_order_no', 64))
  if (split.transactionId !== transactionId) throw notExists('分账单不存在', 'There is no such split')
  const released = split.releases ? split.shares.find((share) => share.account === sub.mchid) : undefined
  return ok({
    ...sellerSplitJson(split),
    ...(released ? { finish_amount: released.amountMinor, finish_description: released.description } : {}),
  })
}

/** Ends the sharing of an order: only numbers are answered. */
export function finishOrder(call: Call): Answer {
  requirePlatform(call)
  const body = readBody(call)
  checkFields(body, FINISH_FIELDS)
  unfreezeRest(call)
  const split = splitOf(call, String(body.sub_mchid), String(body.out_order_no))
  return ok({
    sub_mchid: split.subMchid,
    transaction_id: split.transactionId,
    out_order_no: split.outOrderNo,
    order_id: split.splitId,
  })
}

export function returnForPlatform(call: Call): Answer {
  requirePlatform(call)
  const body = readBody(call)
  checkFields(body, SELLER_RETURN_FIELDS)
  const { transaction_id: transactionId, ...inner } = body
  requireOfOrder(call, body, transactionId)
  return renumbered(returnShare(readAs(call, inner)))
}

export function querySellerReturn(call: Call): Answer {
  const sub = sellerInQuery(call)
  const outReturnNo = required(call, 'out_return_no', 64)
  const orderId = call.query.get('order_id')
  const outOrderNo = orderId
    ? call.platform.sharing.splitByWxId(seatOf(call, sub.mchid).scope, orderId)?.outOrderNo
    : required(call, 'out_order_no', 64)
  if (outOrderNo === undefined) throw notExists('回退单不存在', 'There is no such return')
  const query = new URLSearchParams({ sub_mchid: sub.mchid, out_order_no: outOrderNo })
  return renumbered(queryReturn({ ...call, params: { out_return_no: outReturnNo }, query }))
}

export function sellerUnsplitAmount(call: Call): Answer {
  requirePlatform(call)
  return unsplitAmount(call)
}

/** An order that is older can only be found by its transaction (14-ecommerce §4). */
const FOUND_FOR_MS = 180 * 24 * 3_600_000

function requireOfOrder(call: Call, body: JsonObject, transactionId: unknown): void {
  const { scope } = seatOf(call, String(body.sub_mchid))
  const { sharing } = call.platform
  const split =
    typeof body.order_id === 'string'
      ? sharing.splitByWxId(scope, body.order_id)
      : sharing.splits.get(sharingKey(scope, String(body.out_order_no)))
  if (!split) return
  const paidAtMs = call.platform.book.orderById(split.orderId)?.paid?.atMs ?? 0
  if (transactionId === undefined && call.nowMs <= paidAtMs + FOUND_FOR_MS) return
  if (transactionId === undefined) {
    throw fieldError('/transaction_id', undefined, '订单超过6个月时必填', 'is required after six months')
  }
  if (split.transactionId !== transactionId) {
    throw invalid('分账单与订单不一致', 'The split is of another transaction')
  }
}

function splitOf(call: Call, subMchid: string, outOrderNo: string): Split {
  const split = call.platform.sharing.splits.get(sharingKey(seatOf(call, subMchid).scope, outOrderNo))
  if (!split) throw notExists('分账单不存在', 'There is no such split')
  return split
}

/** `status` and `receiver_account` where /v3/profitsharing has `state` and `account`; no create_time. */
function sellerSplitJson(split: Split): Record<string, unknown> {
  const { state, receivers, ...rest } = splitJson(split) as ReturnType<typeof splitJson> & {
    receivers: JsonObject[]
  }
  return {
    ...rest,
    receivers: receivers.map(({ account, create_time: _created, ...one }) => ({
      ...one,
      receiver_account: account,
    })),
    status: state,
  }
}

/** A return is numbered `return_no` here. */
function renumbered(answer: Answer): Answer {
  const { return_id: number, ...rest } = answer.body as ReturnType<typeof returnJson>
  return ok({ ...rest, return_no: number })
}

/** A sealed name is called otherwise here, also where it is at fault. */
function renamed(act: () => Answer): void {
  try {
    act()
  } catch (error) {
    const field = error instanceof Refused ? error.detail?.field : undefined
    if (!(error instanceof Refused) || !field?.endsWith('/name')) throw error
    const named = field.replace(/\/name$/, '/receiver_name')
    const words = {
      zh: error.words.zh.replace(field, named),
      en: error.words.en.replace(field, named),
    }
    throw new Refused(error.code, words, { ...error.detail, field: named })
  }
}
