import { type Answered, type Asked, DONE, NOT_WAITING, type PhoneRefusal } from '../../core/phone-side.js'
import { refuseWallet } from '../../core/refusals.js'
import type { WalletUser } from '../../core/wallets.js'
import type { Platform } from '../call.js'
import { declineCodePay, settleCodePay } from '../codepay/codepay.js'
import { type Order, sellerOf } from '../order-book.js'
import { tradeState } from '../order-state.js'
import type { ServiceOrder } from '../payscore/service-book.js'
import type { Transfer } from '../transfers/transfer-book.js'
import { nameOf } from './name-of.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const CODE_PAYMENT_FAILED: PhoneRefusal = {
  code: 'code_payment_failed',
  zh: '余额不足，这次付款已失败，没有扣款。请让收银员重新下单。',
  en: 'Not enough balance: this payment failed and nothing was charged. Ask the till to start again.',
}

const doneIf = (happened: boolean): Answered | PhoneRefusal => (happened ? DONE : NOT_WAITING)

/** Money that comes or goes only with the person's word: transfers, services, payments by code. */
export function askedMoney(platform: Platform, user: WalletUser): Asked[] {
  const found: Asked[] = []
  for (const one of platform.transfers.kept.values()) {
    if (one.state === 'WAIT_USER_CONFIRM' && one.userId === user.id) found.push(transfer(platform, one))
  }
  for (const one of platform.services.values()) {
    const asked = serviceToConfirm(platform, one, user) ?? serviceToPay(platform, one, user)
    if (asked) found.push(asked)
  }
  const nowMs = platform.core.clock.nowMs()
  for (const one of platform.book.orders()) {
    const isMine = one.codePay?.waiting && one.codePay.userId === user.id
    if (isMine && tradeState(one, nowMs) === 'USERPAYING') found.push(codePayment(platform, one))
  }
  return found
}

function transfer(platform: Platform, one: Transfer): Asked {
  return {
    id: `transfer ${one.id}`,
    kind: 'transfer',
    number: one.outBillNo,
    payee: nameOf(platform, one.mchid),
    description: one.remark,
    lines: [],
    amountMinor: one.amountMinor,
    createdAtMs: one.createdAtMs,
    expiresAtMs: one.createdAtMs + DAY_MS,
    asksPassword: false,
    code: null,
    answer: (accepts) => doneIf(platform.transferWork.answer(one, accepts)),
  }
}

const aboutService = (platform: Platform, one: ServiceOrder) => ({
  number: one.outOrderNo,
  payee: nameOf(platform, one.partner?.subMchid ?? one.mchid),
  description: one.terms.service_introduction,
  createdAtMs: one.createdAtMs,
  code: null,
})

function serviceToConfirm(platform: Platform, one: ServiceOrder, user: WalletUser): Asked | null {
  // The page on which a user agrees is good for an hour.
  const staleAtMs = one.createdAtMs + HOUR_MS
  if (one.state !== 'CREATED' || platform.core.clock.nowMs() > staleAtMs) return null
  const most = one.terms.risk_fund?.amount
  return {
    ...aboutService(platform, one),
    id: `service_confirm ${one.id}`,
    kind: 'service_confirm',
    lines:
      most === undefined
        ? [{ zh: '现在不扣款', en: 'Nothing is charged now' }]
        : [{ zh: '最多扣这么多，现在不扣款', en: 'The most it may cost; nothing is charged now' }],
    amountMinor: most ?? null,
    expiresAtMs: staleAtMs,
    asksPassword: false,
    // Whoever turns away leaves the order waiting, as in life.
    answer: (accepts) => (accepts ? doneIf(platform.serviceWork.confirm(one, user.id)) : DONE),
  }
}

function serviceToPay(platform: Platform, one: ServiceOrder, user: WalletUser): Asked | null {
  const isDue = one.state === 'DOING' && one.completedAtMs !== null && one.payment === null
  if (!isDue || one.totalMinor === null || one.userId !== user.id) return null
  return {
    ...aboutService(platform, one),
    id: `service_pay ${one.id}`,
    kind: 'service_pay',
    lines: [],
    amountMinor: one.totalMinor,
    expiresAtMs: null,
    asksPassword: true,
    answer(accepts) {
      if (!accepts) return DONE
      return platform.serviceWork.payNow(one) ? DONE : refuseWallet('not_enough')
    },
  }
}

function codePayment(platform: Platform, one: Order): Asked {
  return {
    id: `code_payment ${one.id}`,
    kind: 'code_payment',
    number: one.outTradeNo,
    payee: nameOf(platform, sellerOf(one)),
    description: one.description,
    lines: [],
    amountMinor: one.totalMinor,
    createdAtMs: one.createdAtMs,
    expiresAtMs: null,
    asksPassword: true,
    code: null,
    answer(accepts) {
      if (accepts) return settleCodePay(platform, one) ? CODE_PAYMENT_FAILED : DONE
      declineCodePay(platform, one)
      return DONE
    },
  }
}
