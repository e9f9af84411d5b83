import type { Trade } from '../alipay/trades.js'
import type { Core } from '../core/core.js'
import type { InstitutionServer, WalletRefusal } from '../core/institution.js'
import { refuseWallet } from '../core/refusals.js'
import type { Collection } from '../core/store.js'
import type { WalletUser } from '../core/wallets.js'
import type { WechatPayControl } from '../wechatpay/control/wechatpay-control.js'
import type { Order } from '../wechatpay/order-book.js'
import { openServiceBook } from '../wechatpay/payscore/service-book.js'
import { openTransferBook } from '../wechatpay/transfers/transfer-book.js'

export const ANSWERABLE = ['transfer', 'service_confirm', 'service_pay', 'code_payment'] as const
/** `payment` is answered as any other code: the wallet opens and pays it. */
export const WAITING_KINDS = [...ANSWERABLE, 'payment'] as const

/** Something that goes on only when the person does something. */
export interface Waiting {
  kind: (typeof WAITING_KINDS)[number]
  /** The merchant's number of it. */
  number: string
  payee: string
  description: string
  /** Fen; of a service to confirm, the most that its deposit may cost. */
  amountMinor: number
  createdAtMs: number
  expiresAtMs: number | null
  /** What the wallet opens; only of a `payment`. */
  code: string | null
}

export interface WaitingAnswer {
  kind: (typeof ANSWERABLE)[number]
  number: string
  accepts: boolean
  password?: string
}

export interface PhoneWaiting {
  /** Newest first. */
  list(user: WalletUser): Waiting[]
  answer(user: WalletUser, answer: WaitingAnswer): { done: true } | Refusal
}

type Refusal = WalletRefusal | { code: 'not_waiting' | 'code_payment_failed'; zh: string; en: string }

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const NOT_WAITING: Refusal = {
  code: 'not_waiting',
  zh: '这一项已经处理过，或已过期。没有动钱。',
  en: 'This was dealt with already, or its time is over. No money moved.',
}
const CODE_PAYMENT_FAILED: Refusal = {
  code: 'code_payment_failed',
  zh: '余额不足，这次付款已失败，没有扣款。请让收银员重新下单。',
  en: 'Not enough balance: this payment failed and nothing was charged. Ask the till to start again.',
}

export function createPhoneWaiting(
  core: Core,
  servers: readonly InstitutionServer[],
  wechatpay: WechatPayControl,
): PhoneWaiting {
  const orders: Collection<Order> = core.store.collection('wechatpay_orders')
  const trades: Collection<Trade> = core.store.collection('alipay_trades')
  const transfers = openTransferBook(core.store)
  const services = openServiceBook(core.store)

  const ofWechat = (user: WalletUser): Waiting[] => {
    const names = new Map(wechatpay.merchants().map(({ mchid, name }) => [mchid, name]))
    const payeeOf = (mchid: string): string => names.get(mchid) ?? mchid
    const nowMs = core.clock.nowMs()
    const found: Waiting[] = []
    for (const one of transfers.kept.values()) {
      if (one.state !== 'WAIT_USER_CONFIRM' || one.userId !== user.id) continue
      found.push({
        kind: 'transfer',
        number: one.outBillNo,
        payee: payeeOf(one.mchid),
        description: one.remark,
        amountMinor: one.amountMinor,
        createdAtMs: one.createdAtMs,
        expiresAtMs: one.createdAtMs + DAY_MS,
        code: null,
      })
    }
    for (const one of services.values()) {
      const about = {
        number: one.outOrderNo,
        payee: payeeOf(one.mchid),
        description: one.terms.service_introduction,
        createdAtMs: one.createdAtMs,
        code: null,
      }
      // The page on which a user agrees is good for an hour.
      const staleAtMs = one.createdAtMs + HOUR_MS
      if (one.state === 'CREATED' && nowMs <= staleAtMs) {
        // Orders under a permission that the user gave may name no deposit.
        const amountMinor = one.terms.risk_fund?.amount ?? 0
        found.push({ ...about, kind: 'service_confirm', amountMinor, expiresAtMs: staleAtMs })
      }
      const isDue = one.state === 'DOING' && one.completedAtMs !== null && one.payment === null
      if (isDue && one.totalMinor !== null && one.userId === user.id) {
        found.push({ ...about, kind: 'service_pay', amountMinor: one.totalMinor, expiresAtMs: null })
      }
    }
    for (const order of orders.values()) {
      if (!order.codePay?.waiting || order.paid || order.codePay.userId !== user.id) continue
      if (order.codePay.revokedAtMs !== null || order.codePay.failed) continue
      found.push({
        kind: 'code_payment',
        number: order.outTradeNo,
        payee: payeeOf(order.partner?.subMchid ?? order.mchid),
        description: order.description,
        amountMinor: order.totalMinor,
        createdAtMs: order.createdAtMs,
        expiresAtMs: null,
        code: null,
      })
    }
    return found
  }

  const ofAlipay = (user: WalletUser): Waiting[] => {
    const mine = new Map<string, Trade>()
    for (const trade of trades.values()) {
      const isMine = trade.state === 'WAIT_BUYER_PAY' && trade.buyer?.userId === user.id
      if (isMine) mine.set(trade.terms.outTradeNo, trade)
    }
    if (mine.size === 0) return []
    const alipay = servers.find(({ institution }) => institution.name === 'alipay')
    return (alipay?.institution.openCodes() ?? []).flatMap((view) => {
      const trade = mine.get(view.outTradeNo)
      if (!trade) return []
      const { payee, description, amountMinor, expiresAtMs, code } = view
      const { createdAtMs } = trade
      const about = { payee, description, amountMinor, createdAtMs, expiresAtMs, code }
      return [{ kind: 'payment' as const, number: view.outTradeNo, ...about }]
    })
  }

  const list = (user: WalletUser): Waiting[] =>
    (user.wallet === 'wechat' ? ofWechat(user) : ofAlipay(user)).sort(
      (one, other) => other.createdAtMs - one.createdAtMs,
    )

  return {
    list,
    answer(user, { kind, number, accepts, password }) {
      const waiting = list(user).find((one) => one.kind === kind && one.number === number)
      if (!waiting) return NOT_WAITING
      const takesMoney = kind === 'code_payment' || kind === 'service_pay'
      if (takesMoney && accepts && password !== user.password) return refuseWallet('wrong_password')
      switch (kind) {
        case 'transfer':
          return wechatpay.answerTransfer(number, accepts) ? { done: true } : NOT_WAITING
        case 'service_confirm':
          // Whoever turns away leaves the order waiting, as in life.
          if (!accepts) return { done: true }
          return wechatpay.confirmService(number, user.id) ? { done: true } : NOT_WAITING
        case 'service_pay':
          if (!accepts) return { done: true }
          return wechatpay.payService(number) ? { done: true } : refuseWallet('not_enough')
        case 'code_payment': {
          const end = wechatpay.answerPassword(number, accepts)
          if (!end) return NOT_WAITING
          return accepts && end.state !== 'SUCCESS' ? CODE_PAYMENT_FAILED : { done: true }
        }
      }
    },
  }
}
