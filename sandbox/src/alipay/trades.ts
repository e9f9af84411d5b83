import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'
import { beijingTime } from './beijing-time.js'
import type { JsonObject } from './fields.js'
import type { Product } from './products.js'
import { next, type TradeEvent, type TradeState } from './states.js'
import { endOf, type Timeout } from './timeouts.js'
import type { SignType } from './wire/signature.js'

/** What a merchant asked for, before and after a payer comes to it. */
export interface OrderTerms {
  /** The application that asked, and the merchant whose trade it is. */
  appId: string
  authAppId: string
  sellerId: string
  product: Product
  outTradeNo: string
  totalFen: number
  subject: string
  body: string | null
  passbackParams: string | null
  storeId: string | null
  operatorId: string | null
  terminalId: string | null
  fundChannel: string
  notifyUrl: string | null
  returnUrl: string | null
  quitUrl: string | null
  signType: SignType
  timeout: Timeout
  /** extend_params.royalty_freeze: the money waits to be shared out. */
  royaltyFreeze: boolean
  /** Charged under this agreement. */
  agreementNo?: string
  externalAgreementNo?: string | null
  /** agreement_sign_params: paying signs an agreement too. */
  signs?: JsonObject
  /** Only a payer of this name may pay. */
  onlyPayer?: string
}

/** A code handed to a payer: a QR, a cashier page, a wap link, an order string. Several may lead to one trade. */
export interface Code {
  id: string
  terms: OrderTerms
  createdAtMs: number
  /** From then on a fresh scan finds nothing. */
  endsAtMs: number
  /** page.pay: how the merchant wants the QR shown, for cashiers inside a frame. */
  qrPayMode: string | null
  qrWidth: number | null
  /** Merged payment: the orders that are paid together; `terms` then is their sum. */
  parts?: OrderTerms[]
  /** out_merge_no: all of them or none. Absent when the merchant gave none. */
  outMergeNo?: string
}

export interface TradeRefund {
  outRequestNo: string
  refundId: string
  amountFen: number
  reason: string | null
  /** PROCESSING and FAILED exist by fault rules only: the institution refunds at once. */
  state: 'PROCESSING' | 'SUCCESS' | 'FAILED'
  atMs: number
  /** Service fee that came back with it. */
  feeBackFen: number
}

export interface Trade {
  /** See orderId: an out_trade_no is unique within its merchant, for ever. */
  id: string
  /** Absent when the number was cancelled before a payer came: no trade, and the number is used up. */
  tradeNo: string | null
  state: TradeState
  terms: OrderTerms
  createdAtMs: number
  endsAtMs: number
  paidAtMs: number | null
  closedAtMs: number | null
  /** What closed it: the state alone does not tell an unpaid end from a full refund. */
  closedBy: TradeEvent | null
  /** The wallet user who scanned last, then who paid. */
  buyer: { userId: string; buyerId: string; logonId: string } | null
  refunds: TradeRefund[]
  cancelAction: 'close' | 'refund' | null
  /** Service fee taken from the payment. */
  feeFen: number
}

/** Paid trades can be refunded so long; the contract says how long (commonly 3 or 12 months, unverified). */
const REFUND_WINDOW_MS = 365 * 86_400_000

export interface Trades {
  /** By the id that orderId makes. */
  get(id: string): Trade | undefined
  byTradeNo(tradeNo: string): Trade | undefined
  all(): IterableIterator<Trade>
  /** A payer came: the trade begins to exist. */
  create(code: Code, buyer: Trade['buyer']): Trade
  /** Marks a number as used up although no trade exists. */
  burn(
    named: Pick<OrderTerms, 'appId' | 'authAppId' | 'sellerId' | 'outTradeNo'>,
    terms: OrderTerms | null,
  ): Trade
  /** Moves the state if the table allows it, and keeps the trade; false when the event has no place here. */
  move(trade: Trade, event: TradeEvent): boolean
  keep(trade: Trade): void
  /** Arms the timers of what was waiting when the sandbox stopped, or forgets everything after a reset. */
  rebuild(): void
}

export function createTrades(
  core: Core,
  { onBegun, onExpired }: { onBegun: (trade: Trade) => void; onExpired: (trade: Trade) => void },
): Trades {
  const kept: Collection<Trade> = core.store.collection('alipay_trades')
  const idByTradeNo = new Map<string, string>()
  const timers = new Map<string, () => void>()

  const keep = (trade: Trade): void => {
    kept.put(trade)
    if (trade.tradeNo !== null) idByTradeNo.set(trade.tradeNo, trade.id)
  }
  const disarm = (trade: Trade): void => {
    timers.get(trade.id)?.()
    timers.delete(trade.id)
  }
  const move = (trade: Trade, event: TradeEvent): boolean => {
    const state = next(trade.state, event)
    if (state === null) return false
    trade.state = state
    if (state !== 'WAIT_BUYER_PAY') disarm(trade)
    if (state === 'TRADE_CLOSED') {
      trade.closedAtMs = core.clock.nowMs()
      trade.closedBy = event
    }
    keep(trade)
    return true
  }
  const arm = (trade: Trade): void => {
    timers.set(
      trade.id,
      core.clock.at(trade.endsAtMs, () => {
        if (kept.get(trade.id) === trade && move(trade, 'expired')) onExpired(trade)
      }),
    )
  }
  /** What time alone changes is settled whenever somebody looks. */
  const settled = (trade: Trade | undefined): Trade | undefined => {
    if (!trade) return undefined
    const nowMs = core.clock.nowMs()
    if (trade.state === 'WAIT_BUYER_PAY' && trade.endsAtMs <= nowMs && move(trade, 'expired'))
      onExpired(trade)
    if (trade.paidAtMs !== null && trade.paidAtMs + REFUND_WINDOW_MS <= nowMs) move(trade, 'window_ended')
    return trade
  }

  const trades: Trades = {
    get: (id) => settled(kept.get(id)),
    byTradeNo: (tradeNo) => {
      const id = idByTradeNo.get(tradeNo)
      return id === undefined ? undefined : settled(kept.get(id))
    },
    all: () => kept.values(),
    create(code, buyer) {
      const nowMs = core.clock.nowMs()
      const trade: Trade = {
        id: orderId(code.terms.sellerId, code.terms.outTradeNo),
        tradeNo: `${beijingTime(nowMs).slice(0, 10).replaceAll('-', '')}22001${core.random.digits(15)}`,
        state: 'WAIT_BUYER_PAY',
        terms: code.terms,
        createdAtMs: nowMs,
        endsAtMs: tradeEnd(code, nowMs),
        paidAtMs: null,
        closedAtMs: null,
        closedBy: null,
        buyer,
        refunds: [],
        cancelAction: null,
        feeFen: 0,
      }
      keep(trade)
      arm(trade)
      onBegun(trade)
      return trade
    },
    burn(named, terms) {
      const nowMs = core.clock.nowMs()
      const trade: Trade = {
        id: orderId(named.sellerId, named.outTradeNo),
        tradeNo: null,
        state: 'TRADE_CLOSED',
        terms: { ...(terms ?? NO_TERMS), ...named },
        createdAtMs: nowMs,
        endsAtMs: nowMs,
        paidAtMs: null,
        closedAtMs: nowMs,
        closedBy: 'cancelled',
        buyer: null,
        refunds: [],
        cancelAction: null,
        feeFen: 0,
      }
      keep(trade)
      return trade
    },
    move,
    keep,
    rebuild() {
      for (const cancel of timers.values()) cancel()
      timers.clear()
      idByTradeNo.clear()
      for (const trade of kept.values()) {
        if (trade.tradeNo !== null) idByTradeNo.set(trade.tradeNo, trade.id)
        if (trade.state === 'WAIT_BUYER_PAY') arm(trade)
      }
    },
  }
  trades.rebuild()
  return trades
}

/** What an order is kept under: merchants choose their numbers independently of each other. */
export function orderId(sellerId: string, outTradeNo: string): string {
  return `${sellerId}/${outTradeNo}`
}

/** What a code asks for one of its orders: a merged code has several. */
export function termsIn(code: Code, id: string): OrderTerms {
  return code.parts?.find((terms) => orderId(terms.sellerId, terms.outTradeNo) === id) ?? code.terms
}

export function refundedFen(trade: Trade): number {
  let sum = 0
  for (const refund of trade.refunds) if (refund.state === 'SUCCESS') sum += refund.amountFen
  return sum
}

// page and precreate count from the merchant's request; wap and app from the payer's confirmation.
function tradeEnd(code: Code, nowMs: number): number {
  const { product, timeout } = code.terms
  const startMs = product === 'wap_pay' || product === 'app_pay' ? nowMs : code.createdAtMs
  return endOf(timeout, startMs)
}

const NO_TERMS: OrderTerms = {
  appId: '',
  authAppId: '',
  sellerId: '',
  product: 'precreate',
  outTradeNo: '',
  totalFen: 0,
  subject: '',
  body: null,
  passbackParams: null,
  storeId: null,
  operatorId: null,
  terminalId: null,
  fundChannel: 'ALIPAYACCOUNT',
  notifyUrl: null,
  returnUrl: null,
  quitUrl: null,
  signType: 'RSA2',
  timeout: { absoluteAtMs: null, relative: 0 },
  royaltyFreeze: false,
}
