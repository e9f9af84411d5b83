import type { CodeView, Institution, WalletRefusal } from '../core/institution.js'
import { refuseOtherWallet, refuseWallet } from '../core/refusals.js'
import type { WalletUser } from '../core/wallets.js'
import { buyerOf, mayPay, OTHER_PAYER } from './buyers.js'
import { clientResult, TURNED_AWAY } from './client-result.js'
import { qrText } from './codes.js'
import type { Desk } from './desk.js'
import { mergedState, mergedTrades, openMergedCode, payMerged } from './merged-payment.js'
import { isAlipayText, isCode, openCode } from './open-code.js'
import { mergedReturnUrl, signedReturnUrl } from './return-url.js'
import { takePayment } from './take-payment.js'
import { type Code, orderId, type Trade } from './trades.js'

/** How many open codes the phone is shown. */
const MOST_OPEN_CODES = 200

/** The institution as the payer's phone sees it. */
export function createWallet(desk: Desk): Institution {
  const { core, trades } = desk

  const userOf = (userId: string): WalletUser | null => {
    const user = core.wallets.user(userId)
    return user?.wallet === 'alipay' ? user : null
  }
  /** Opening a code is the scan: the trade begins to exist. */
  const scan = (code: Code, user: WalletUser): Trade | null => {
    const trade = tradeOf(desk, code)
    const buyer = buyerOf(user)
    if (!trade) return isAlive(code) ? trades.create(code, buyer) : null
    if (trade.state === 'WAIT_BUYER_PAY' && trade.buyer?.userId !== user.id && !isOthers(trade, user)) {
      trade.buyer = buyer
      trades.keep(trade)
    }
    return trade
  }
  const isAlive = (code: Code): boolean => code.endsAtMs > core.clock.nowMs()

  const view = (code: Code, trade: Trade | null): CodeView => codeView(desk, code, trade)

  const open = (text: string, userId: string): { code: Code; user: WalletUser } | WalletRefusal => {
    const user = userOf(userId)
    if (!user || !isAlipayText(text)) return refuseOtherWallet('alipay')
    const code = openCode(desk, text)
    return isCode(code) ? { code, user } : code
  }

  return {
    name: 'alipay',
    recognises: isAlipayText,
    look(text, userId) {
      const opened = open(text, userId)
      if (!('user' in opened)) return opened
      if (opened.code.parts) {
        openMergedCode(desk, opened.code, opened.user)
        return view(opened.code, null)
      }
      const trade = scan(opened.code, opened.user)
      if (trade && isOthers(trade, opened.user)) return OTHER_PAYER
      // A printed QR dies by itself; a payer who already has the sheet open may still pay.
      const isDeadQr = opened.code.terms.product === 'precreate' && !isAlive(opened.code)
      if (isDeadQr && trade?.state === 'WAIT_BUYER_PAY') return refuseWallet('expired')
      return view(opened.code, trade)
    },
    pay(text, userId, password) {
      const opened = open(text, userId)
      if (!('user' in opened)) return opened
      const { code, user } = opened
      if (code.parts) return payMerged(desk, code, user, password) ?? view(code, null)
      const trade = scan(code, user)
      if (!trade) return refuseWallet('expired')
      if (isOthers(trade, user)) return OTHER_PAYER
      if (trade.state === 'TRADE_SUCCESS' || trade.state === 'TRADE_FINISHED')
        return refuseWallet('already_paid')
      if (trade.state === 'TRADE_CLOSED')
        return refuseWallet(trade.closedBy === 'expired' ? 'expired' : 'closed')
      const refusal = takePayment(desk, trade, user, password)
      if (refusal) return refusal
      const told = clientResult(desk.apps, trade)
      return { ...view(code, trade), ...(told ? { clientResult: told } : {}) }
    },
    cancel(text, userId) {
      const opened = open(text, userId)
      if (!('user' in opened)) return opened
      const seen = view(opened.code, tradeOf(desk, opened.code) ?? null)
      return opened.code.terms.product === 'app_pay' ? { ...seen, clientResult: TURNED_AWAY } : seen
    },
    openCodes() {
      const found: Array<CodeView & { code: string }> = []
      for (const id of [...desk.codes.orderIds()].reverse()) {
        const code = payableCode(desk, id)
        // A merged code is met once for each of its orders.
        if (!code || found.some((one) => one.code === qrText(code))) continue
        found.push({ ...view(code, tradeOf(desk, code) ?? null), code: qrText(code) })
        if (found.length === MOST_OPEN_CODES) break
      }
      return found
    },
  }
}

/** The code with which an order can be paid now; null when it cannot. */
export function payableCode(desk: Desk, id: string): Code | null {
  const trade = desk.trades.get(id)
  if (trade) return trade.state === 'WAIT_BUYER_PAY' ? (desk.codes.ofOrder(id).at(-1) ?? null) : null
  return desk.codes.alive(id)
}

/** The trade of a code that is for one order. */
export function tradeOf(desk: Desk, { terms, parts }: Code): Trade | undefined {
  return parts ? undefined : desk.trades.get(orderId(terms.sellerId, terms.outTradeNo))
}

/** trade.create and trade.pay name their buyer, and ext_user_info the name of one; nobody else can pay. */
function isOthers(trade: Trade, user: WalletUser): boolean {
  const { product } = trade.terms
  const isNamed = product === 'create' || product === 'pay'
  return (isNamed && trade.buyer?.userId !== user.id) || !mayPay(trade.terms, user)
}

/** A code as phone and cashier show it. The trade's terms win over the code's: several codes may lead to one trade. */
export function codeView(desk: Desk, code: Code, trade: Trade | null): CodeView {
  const terms = trade && trade.terms.outTradeNo !== '' ? trade.terms : code.terms
  const state = code.parts ? mergedState(desk, code) : stateOf(desk, code, trade)
  return {
    institution: 'alipay',
    outTradeNo: terms.outTradeNo,
    payee: desk.apps.ofSeller(terms.sellerId)?.name ?? terms.sellerId,
    description: terms.subject,
    amountMinor: terms.totalFen,
    currency: 'CNY',
    state,
    expiresAtMs: trade ? trade.endsAtMs : code.endsAtMs,
    returnUrl: returnUrlOf(desk, code, trade, state),
  }
}

function returnUrlOf(desk: Desk, code: Code, trade: Trade | null, state: CodeView['state']): string | null {
  if (state !== 'paid') return code.terms.quitUrl
  if (code.parts) return mergedReturnUrl(desk.apps, code, mergedTrades(desk, code))
  return trade && signedReturnUrl(desk.apps, trade)
}

function stateOf(desk: Desk, code: Code, trade: Trade | null): CodeView['state'] {
  if (!trade) return code.endsAtMs > desk.core.clock.nowMs() ? 'payable' : 'expired'
  switch (trade.state) {
    case 'WAIT_BUYER_PAY':
      return 'payable'
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED':
      return 'paid'
    case 'TRADE_CLOSED':
      return trade.closedBy === 'expired' ? 'expired' : 'closed'
  }
}
