import type { Core } from '../../core/core.js'
import { fundChannelUnder } from '../channels.js'
import type { Codes } from '../codes.js'
import { type AlipayRefusal, isRefusal, refuse } from '../errors.js'
import { complaintAbout, type JsonObject, textOf } from '../fields.js'
import { fenFromYuan, LARGEST_TOTAL_FEN } from '../price.js'
import { PRODUCTS, type Product } from '../products.js'
import { readDuration, readTimeout } from '../timeouts.js'
import type { Code, OrderTerms, Trade, Trades } from '../trades.js'
import type { SignType } from '../wire/signature.js'
import { ORDER_FIELDS } from './order-fields.js'

/** What of a request stands outside biz_content. */
export interface OrderEnvelope {
  notifyUrl: string | null
  returnUrl: string | null
  signType: SignType
}

/** More rows than this answer ACQ.SUB_GOODS_SIZE_MAX_COUNT; the real limit is not documented (unverified). */
const MOST_GOODS = 200
/** Whoever wants to see ACQ.EXIST_FORBIDDEN_WORD writes this word into the subject or the body. */
const FORBIDDEN_WORD = '违禁词'

/**
 * Takes an order and hands out a code for it. No trade exists yet: it begins when a payer comes. The same order sent
 * again gets the same code while that lives.
 */
export function placeOrder(
  parts: { core: Core; codes: Codes; trades: Trades },
  product: Product,
  biz: JsonObject,
  envelope: OrderEnvelope,
): Code | AlipayRefusal {
  const terms = readTerms(product, biz, envelope, parts.core.keys.alipay.sellerId, parts.core.clock.nowMs())
  if (isRefusal(terms)) return terms
  const qrLife = textOf(biz, 'qr_code_timeout_express')
  const qrLifeMs = product === 'precreate' && qrLife !== undefined ? readDuration(qrLife) : undefined
  if (qrLifeMs === null) return refuse('ACQ.INVALID_PARAMETER', 'qr_code_timeout_express应在1m到15d之间')

  const trade = parts.trades.byOutTradeNo(terms.outTradeNo)
  const repeated = trade ? refuseRepetition(trade, terms) : null
  if (repeated) return repeated
  const alive = parts.codes.alive(terms.outTradeNo)
  if (alive && !isSameOrder(alive.terms, terms)) return refuse('ACQ.CONTEXT_INCONSISTENT')
  if (alive && JSON.stringify(alive.terms) === JSON.stringify(terms)) return alive

  const width = product === 'page_pay' ? textOf(biz, 'qrcode_width') : undefined
  return parts.codes.hand(terms, {
    qrLifeMs: qrLifeMs ?? null,
    qrPayMode: product === 'page_pay' ? (textOf(biz, 'qr_pay_mode') ?? null) : null,
    qrWidth: width === undefined ? null : Number(width),
  })
}

/** What a repeated out_trade_no answers once a trade exists; null while it may still be paid on the same terms. */
function refuseRepetition(trade: Trade, terms: OrderTerms): AlipayRefusal | null {
  switch (trade.state) {
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED':
      return refuse('ACQ.TRADE_HAS_SUCCESS')
    case 'TRADE_CLOSED':
      return refuse('ACQ.TRADE_HAS_CLOSE')
    case 'WAIT_BUYER_PAY':
      return isSameOrder(trade.terms, terms) ? null : refuse('ACQ.CONTEXT_INCONSISTENT')
  }
}

function isSameOrder(left: OrderTerms, right: OrderTerms): boolean {
  return left.totalFen === right.totalFen && left.subject === right.subject && left.body === right.body
}

function readTerms(
  product: Product,
  biz: JsonObject,
  envelope: OrderEnvelope,
  sellerId: string,
  nowMs: number,
): OrderTerms | AlipayRefusal {
  const complaint = complaintAbout(biz, ORDER_FIELDS[product])
  if (complaint !== null) return refuse('ACQ.INVALID_PARAMETER', complaint)
  const facts = PRODUCTS[product]
  const productCode = textOf(biz, 'product_code')
  if (productCode === undefined && facts.codeRequired) {
    return refuse('ACQ.INVALID_PARAMETER', 'product_code不能为空')
  }
  if (productCode !== undefined && !facts.codes.includes(productCode)) return refuse('ACQ.ACCESS_FORBIDDEN')

  const totalFen = fenFromYuan(textOf(biz, 'total_amount') ?? '') ?? 0
  if (totalFen < 1) return refuse('ACQ.INVALID_PARAMETER', 'total_amount不能小于0.01')
  if (totalFen > LARGEST_TOTAL_FEN) return refuse('ACQ.TOTAL_FEE_EXCEED')
  const discountable = textOf(biz, 'discountable_amount')
  const undiscountable = textOf(biz, 'undiscountable_amount')
  if (product === 'precreate' && discountable !== undefined && undiscountable !== undefined) {
    const sumFen = (fenFromYuan(discountable) ?? 0) + (fenFromYuan(undiscountable) ?? 0)
    if (sumFen !== totalFen)
      return refuse('ACQ.INVALID_PARAMETER', '可打折金额与不可打折金额之和应等于总金额')
  }
  const goods = biz['goods_detail']
  if (Array.isArray(goods) && goods.length > MOST_GOODS) return refuse('ACQ.SUB_GOODS_SIZE_MAX_COUNT')
  // page.pay has no seller_id: the signed account receives.
  const seller = product === 'page_pay' ? undefined : textOf(biz, 'seller_id')
  if (seller !== undefined && seller !== sellerId) return refuse('ACQ.INVALID_RECEIVE_ACCOUNT')

  const fundChannel = readChannel(product, biz)
  if (typeof fundChannel === 'object') return fundChannel
  const timeout = readTimeout(product, textOf(biz, 'time_expire'), textOf(biz, 'timeout_express'), nowMs)
  if (isRefusal(timeout)) return timeout
  const subject = textOf(biz, 'subject') ?? ''
  const body = textOf(biz, 'body') ?? null
  if (subject.includes(FORBIDDEN_WORD) || body?.includes(FORBIDDEN_WORD))
    return refuse('ACQ.EXIST_FORBIDDEN_WORD')

  return {
    product,
    outTradeNo: textOf(biz, 'out_trade_no') ?? '',
    totalFen,
    subject,
    body,
    passbackParams: textOf(biz, 'passback_params') ?? null,
    storeId: textOf(biz, 'store_id') ?? null,
    terminalId: product === 'precreate' ? (textOf(biz, 'terminal_id') ?? null) : null,
    fundChannel,
    notifyUrl: envelope.notifyUrl,
    returnUrl: product === 'page_pay' || product === 'wap_pay' ? envelope.returnUrl : null,
    quitUrl: product === 'wap_pay' ? (textOf(biz, 'quit_url') ?? null) : null,
    signType: envelope.signType,
    timeout,
  }
}

function readChannel(product: Product, biz: JsonObject): string | AlipayRefusal {
  const enabled = textOf(biz, 'enable_pay_channels')
  const disabled = textOf(biz, 'disable_pay_channels')
  const specified =
    product === 'wap_pay' || product === 'app_pay' ? textOf(biz, 'specified_channel') : undefined
  if (enabled !== undefined && disabled !== undefined) {
    return refuse('ACQ.INVALID_PARAMETER', 'enable_pay_channels与disable_pay_channels互斥')
  }
  if (specified !== undefined && specified !== 'pcredit') {
    return refuse('ACQ.INVALID_PARAMETER', 'specified_channel只支持pcredit')
  }
  return (
    fundChannelUnder(enabled, disabled, specified) ?? refuse('ACQ.INVALID_PARAMETER', '没有可用的支付渠道')
  )
}
