import { findAccount } from '../accounts.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, isRefusal, refuse } from '../errors.js'
import {
  complaintAbout,
  isObject,
  type JsonObject,
  list,
  object,
  required,
  text,
  textOf,
  whole,
} from '../fields.js'
import type { Receiver } from '../settlements.js'
import type { NodeFields } from '../wire/answer.js'

const REQUEST_NO = required(text(32, { pattern: /^[A-Za-z0-9_]+$/ }))
const TYPES = ['userId', 'loginName', 'openId'] as const
const RULES = {
  out_request_no: REQUEST_NO,
  receiver_list: list(
    object({
      type: required(text(32)),
      account: required(text(128)),
      name: text(64),
      memo: text(200),
      account_open_id: text(128),
      login_name: text(100),
      bind_login_name: text(100),
    }),
  ),
}
const MOST_AT_ONCE = 20
/** Above this RELATION_QUANTITY_LIMIT; the real limit is not documented (unverified). */
const MOST_RECEIVERS = 1_000

/** alipay.trade.royalty.relation.bind. Binding one again succeeds (unverified). */
export function bindReceivers(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const receivers = readReceivers(desk, biz, caller, true)
  if (isRefusal(receivers)) return receivers
  if (desk.settlements.receivers(caller.sellerId).length + receivers.length > MOST_RECEIVERS)
    return refuse('RELATION_QUANTITY_LIMIT')
  for (const receiver of receivers) desk.settlements.bind(receiver)
  return { code: '10000', msg: 'Success', result_code: 'SUCCESS' }
}

/** alipay.trade.royalty.relation.unbind. One that is not bound is unbound too. */
export function unbindReceivers(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const receivers = readReceivers(desk, biz, caller, false)
  if (isRefusal(receivers)) return receivers
  for (const { accountId } of receivers) desk.settlements.unbind(caller.sellerId, accountId)
  return { code: '10000', msg: 'Success', result_code: 'SUCCESS' }
}

/** alipay.trade.royalty.relation.batchquery */
export function queryReceivers(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, {
    out_request_no: REQUEST_NO,
    page_num: whole(9),
    page_size: whole(9),
  })
  if (complaint !== null) return refuse('INVALID_PARAMETER', complaint)
  const page = Number(textOf(biz, 'page_num') ?? 1)
  const size = Number(textOf(biz, 'page_size') ?? 20)
  if (page < 1 || size < 1 || size > 100) return refuse('INVALID_PARAMETER', 'page_size应在1到100之间')
  const all = desk.settlements.receivers(caller.sellerId)
  return {
    code: '10000',
    msg: 'Success',
    result_code: 'SUCCESS',
    receiver_list: all.slice((page - 1) * size, page * size).map((one) => ({
      type: one.type,
      account: one.account,
      name: one.name,
      memo: one.memo,
      login_name: one.logonId ?? undefined,
      bind_login_name: one.logonId ?? undefined,
    })),
    total_page_num: Math.ceil(all.length / size),
    total_record_num: all.length,
    current_page_num: page,
    current_page_size: size,
  }
}

/** alipay.trade.royalty.rate.query */
export function queryRoyaltyRate(_desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, { out_request_no: REQUEST_NO })
  if (complaint !== null) return refuse('INVALID_PARAMETER', complaint)
  return { code: '10000', msg: 'Success', user_id: caller.sellerId, max_ratio: caller.app.royaltyPercent }
}

function readReceivers(
  desk: Desk,
  biz: JsonObject,
  caller: Caller,
  checkNames: boolean,
): Receiver[] | AlipayRefusal {
  const complaint = complaintAbout(biz, RULES)
  if (complaint !== null) return refuse('INVALID_PARAMETER', complaint)
  const rows = biz.receiver_list
  if (!Array.isArray(rows) || rows.length === 0) return refuse('RECEIVER_LIST_EMPTY')
  if (rows.length > MOST_AT_ONCE) return refuse('RECEIVER_LIST_OVERLOAD')
  const receivers: Receiver[] = []
  for (const row of rows) {
    const receiver = isObject(row) ? readReceiver(desk, row, caller, checkNames) : refuse('INVALID_PARAMETER')
    if (isRefusal(receiver)) return receiver
    receivers.push(receiver)
  }
  return receivers
}

function readReceiver(
  desk: Desk,
  row: JsonObject,
  caller: Caller,
  checkNames: boolean,
): Receiver | AlipayRefusal {
  const type = TYPES.find((one) => one === textOf(row, 'type'))
  if (!type) return refuse('INVALID_RECEIVER_TYPE')
  const account = textOf(row, 'account') ?? ''
  const name = textOf(row, 'name')
  if (checkNames && type === 'loginName' && name === undefined)
    return refuse('INVALID_PARAMETER', 'type为loginName时name不能为空')
  const found = findAccount(desk, caller, type, account)
  if (!found) return refuse('USER_NOT_EXIST')
  if (checkNames && name !== undefined && name !== found.name) return refuse('USERNAME_NOT_MATCH')
  return {
    id: `${caller.sellerId}/${found.id}`,
    sellerId: caller.sellerId,
    type,
    account,
    name: found.name,
    memo: textOf(row, 'memo') ?? '',
    accountId: found.id,
    logonId: found.logonId,
  }
}
