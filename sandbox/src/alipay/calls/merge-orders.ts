import { buyerOf, userNamed } from '../buyers.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, isRefusal, refusalFields, refuse } from '../errors.js'
import { complaintAbout, isObject, type JsonObject, list, object, required, text, textOf } from '../fields.js'
import type { Product } from '../products.js'
import { endOf, readTimeout } from '../timeouts.js'
import { type Code, type OrderTerms, orderId } from '../trades.js'
import type { NodeFields } from '../wire/answer.js'
import { readOnlyPayer } from './only-payer.js'
import { EXT_USER_INFO } from './order-fields.js'
import { readTerms } from './order-terms.js'
import { refuseRepetition } from './place-order.js'

/** A limit is not published (unverified). */
const MOST_ORDERS = 10
const MERGE_LIFE_MS = 2 * 3_600_000
const ALL_OR_NOTHING_MS = 15 * 60_000

const RULES = {
  order_details: required(list(object({ app_id: required(text(32)) }))),
  out_merge_no: text(32),
  time_expire: text(32),
  timeout_express: text(6),
  ext_user_info: EXT_USER_INFO,
}

interface Read {
  parts: OrderTerms[]
  outMergeNo: string | null
  rows: NodeFields[]
  failed: boolean
  endsAtMs: number
}

/** alipay.trade.merge.precreate: several orders for one cashier. A row that is refused leaves pre_order_no out (unverified). */
export function mergePrecreate(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const read = readOrders(desk, biz, caller, 'app_pay')
  if (isRefusal(read)) return read
  const code = read.failed ? null : handMerged(desk, read, caller)
  return {
    code: '10000',
    msg: 'Success',
    out_merge_no: read.outMergeNo ?? undefined,
    pre_order_no: code?.id,
    order_detail_results: read.rows,
  }
}

/** alipay.trade.merge.create: the same for a mini program, whose buyer is known; the trades exist at once. */
export function mergeCreate(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  if (textOf(biz, 'out_merge_no') === undefined)
    return refuse('ACQ.INVALID_PARAMETER', 'out_merge_no不能为空')
  const user = userNamed(desk.core, caller.app, biz, { id: 'buyer_id', openId: 'buyer_open_id' })
  if (!user) return refuse('ACQ.BUYER_NOT_EXIST')
  const read = readOrders(desk, biz, caller, 'app_pay')
  if (isRefusal(read)) return read
  if (read.failed)
    return {
      code: '10000',
      msg: 'Success',
      out_merge_no: read.outMergeNo ?? undefined,
      order_detail_results: read.rows,
    }
  const code = handMerged(desk, read, caller)
  const rows = read.parts.map((terms, at) => {
    const id = orderId(terms.sellerId, terms.outTradeNo)
    const trade = desk.trades.get(id) ?? desk.trades.create({ ...code, terms }, buyerOf(user))
    return { ...read.rows[at], partner_id: terms.sellerId, trade_no: trade.tradeNo ?? undefined }
  })
  return {
    code: '10000',
    msg: 'Success',
    merge_no: code.id,
    out_merge_no: read.outMergeNo ?? undefined,
    order_detail_results: rows,
  }
}

/** alipay.trade.page.merge.pay: the orders and the cashier in one call. */
export function pageMergePay(desk: Desk, biz: JsonObject, caller: Caller): Code | AlipayRefusal {
  const read = readOrders(desk, biz, caller, 'page_pay')
  if (isRefusal(read)) return read
  if (!read.failed) return handMerged(desk, read, caller)
  const row = read.rows.find((one) => one.success === false)
  return refuse('ACQ.INVALID_PARAMETER', `${row?.out_trade_no ?? ''} ${row?.result_code ?? ''}`)
}

/** alipay.trade.wap.merge.pay: in a browser, which goes back to the address that this call names. */
export function openMergedInBrowser(desk: Desk, biz: JsonObject, caller: Caller): Code | AlipayRefusal {
  const code = openMerged(desk, biz, caller)
  if (isRefusal(code)) return code
  code.terms = { ...code.terms, product: 'wap_pay', returnUrl: caller.returnUrl ?? code.terms.returnUrl }
  desk.codes.keep(code)
  return code
}

/** alipay.trade.app.merge.pay: opens what was precreated. */
export function openMerged(desk: Desk, biz: JsonObject, caller: Caller): Code | AlipayRefusal {
  const complaint = complaintAbout(biz, { pre_order_no: required(text(64)) })
  if (complaint !== null) return refuse('ACQ.INVALID_PARAMETER', complaint)
  const code = desk.codes.byId(textOf(biz, 'pre_order_no') ?? '')
  if (!code?.parts || code.terms.appId !== caller.app.id) return refuse('ACQ.TRADE_NOT_EXIST')
  return code
}

function readOrders(desk: Desk, biz: JsonObject, caller: Caller, product: Product): Read | AlipayRefusal {
  const complaint = complaintAbout(biz, RULES)
  if (complaint !== null) return refuse('ACQ.INVALID_PARAMETER', complaint)
  const details = Array.isArray(biz.order_details) ? biz.order_details.filter(isObject) : []
  if (details.length === 0 || details.length > MOST_ORDERS)
    return refuse('ACQ.INVALID_PARAMETER', `order_details应为1到${MOST_ORDERS}笔`)
  const nowMs = desk.core.clock.nowMs()
  const outMergeNo = textOf(biz, 'out_merge_no') ?? null
  const timeout = readTimeout(
    product,
    undefined,
    textOf(biz, 'time_expire'),
    textOf(biz, 'timeout_express'),
    nowMs,
  )
  if (isRefusal(timeout)) return timeout
  const isTimed = textOf(biz, 'time_expire') !== undefined || textOf(biz, 'timeout_express') !== undefined
  const orderedEndMs = isTimed ? endOf(timeout, nowMs) : nowMs + MERGE_LIFE_MS
  const endsAtMs = outMergeNo === null ? orderedEndMs : Math.min(orderedEndMs, nowMs + ALL_OR_NOTHING_MS)

  const onlyPayer = readOnlyPayer(biz.ext_user_info)
  if (onlyPayer !== null && typeof onlyPayer === 'object') return onlyPayer
  const parts: OrderTerms[] = []
  const rows: NodeFields[] = []
  for (const detail of details) {
    const terms = readPart(desk, detail, caller, product, endsAtMs)
    const taken = isRefusal(terms) ? false : parts.some((one) => isSameNumber(one, terms))
    const refusal = isRefusal(terms) ? terms : taken ? refuse('ACQ.CONTEXT_INCONSISTENT') : null
    if (!isRefusal(terms)) parts.push(onlyPayer === null ? terms : { ...terms, onlyPayer })
    rows.push({
      app_id: textOf(detail, 'app_id'),
      out_trade_no: textOf(detail, 'out_trade_no'),
      success: refusal === null,
      result_code: refusal === null ? 'SUCCESS' : refusal.refusal,
      result_msg: refusal === null ? undefined : String(refusalFields(refusal).sub_msg),
    })
  }
  return { parts, outMergeNo, rows, failed: rows.some((row) => row.success === false), endsAtMs }
}

/** A sub-order of any application that is known here; notices of all go to the address of the merge call (unverified). */
function readPart(
  desk: Desk,
  detail: JsonObject,
  caller: Caller,
  product: Product,
  endsAtMs: number,
): OrderTerms | AlipayRefusal {
  const app = desk.apps.get(textOf(detail, 'app_id') ?? '')
  if (!app) return refuse('ACQ.PARTNER_ERROR')
  const code = textOf(detail, 'product_code')
  const as: Product = code === 'QUICK_WAP_WAY' && product === 'app_pay' ? 'wap_pay' : product
  const terms = readTerms(
    as,
    detail,
    { ...caller, app, sellerId: app.sellerId, authAppId: app.id },
    desk.core.clock.nowMs(),
  )
  if (isRefusal(terms)) return terms
  const known = desk.trades.get(orderId(terms.sellerId, terms.outTradeNo))
  const repeated = known ? refuseRepetition(known, terms) : null
  return repeated ?? { ...terms, timeout: { absoluteAtMs: endsAtMs, relative: 0 } }
}

/** The sellers' orders under the name of who put them together, and whose key signs the way back. */
function handMerged(desk: Desk, { parts, outMergeNo, endsAtMs }: Read, caller: Caller): Code {
  const first = parts[0]!
  return desk.codes.hand(
    {
      ...first,
      appId: caller.app.id,
      authAppId: caller.authAppId,
      outTradeNo: outMergeNo ?? first.outTradeNo,
      totalFen: parts.reduce((sum, one) => sum + one.totalFen, 0),
      subject: `合并支付 ${parts.length} 笔订单`,
      timeout: { absoluteAtMs: endsAtMs, relative: 0 },
    },
    { parts, ...(outMergeNo === null ? {} : { outMergeNo }) },
  )
}

function isSameNumber(left: OrderTerms, right: OrderTerms): boolean {
  return left.sellerId === right.sellerId && left.outTradeNo === right.outTradeNo
}
