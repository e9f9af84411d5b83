import { createPublicKey } from 'node:crypto'
import { appPayMessage, jsapiPayMessage } from '@hutong/wechatpay'
import { type Institution, isRefusal, type WalletRefusal } from '../core/institution.js'
import { refuseOtherWallet, refuseWallet } from '../core/refusals.js'
import type { WalletUser } from '../core/wallets.js'
import type { Desk } from './desk.js'
import { isObject } from './fields.js'
import { type Order, WALLET_OF_ACCOUNT } from './order-book.js'
import { verifyBytes } from './signature.js'
import { refusePayer, takePayment, viewOf } from './take-payment.js'

const MOST_OPEN_CODES = 200
const OWN_PAGE = /^\/(?:r|h5)\/([0-9A-Za-z]{24})$/

/** A text that a phone was shown: the handle it carries, and the invocation when it is one. */
interface ShownText {
  handle: string
  invocation: Record<string, unknown> | null
  /** It can be nobody else's, even when no order knows it. */
  certainlyOurs: boolean
}

function readText(desk: Desk, text: string): ShownText {
  const trimmed = text.trim()
  if (URL.canParse(trimmed) && /^https?:/.test(trimmed)) {
    const { origin, pathname } = new URL(trimmed)
    const token = OWN_PAGE.exec(pathname)?.[1]
    if (token) return { handle: token, invocation: null, certainlyOurs: origin === desk.core.urls.acquirer }
  }
  if (trimmed.startsWith('{')) {
    const invocation = parsed(trimmed)
    const prepay = /^prepay_id=(\w+)$/.exec(String(invocation?.package ?? ''))
    const named = invocation?.prepayId ?? invocation?.prepay_id ?? invocation?.tradeNO ?? ''
    const handle = prepay?.[1] ?? String(named)
    return { handle, invocation, certainlyOurs: false }
  }
  return { handle: trimmed.replace(/^prepay_id=/, ''), invocation: null, certainlyOurs: false }
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** The acquirer as phones see it: its codes are paid in whichever wallet scans them. */
export function createWalletSide(desk: Desk): Institution {
  const { core, book } = desk
  const publicKey = createPublicKey(core.keys.acquirer.platformCertificate)

  const open = (text: string, userId: string): { order: Order; user: WalletUser } | WalletRefusal => {
    const user = core.wallets.user(userId)
    const shown = readText(desk, text)
    const order = book.orderByHandle(shown.handle)
    if (!user) return refuseWallet('not_this_wallet')
    if (!order) return shown.certainlyOurs ? refuseWallet('unknown_code') : refuseOtherWallet(user.wallet)
    if (shown.invocation && !isSigned(order, shown)) return refuseWallet('wrong_invocation_signature')
    return refusePayer(order, user) ?? { order, user }
  }
  /** A WeChat invocation is signed by the acquirer, who stands as WeChat's service provider. */
  const isSigned = (order: Order, { invocation, handle }: ShownText): boolean => {
    if (!order.accountTypes.includes('WECHAT') || !invocation) return true
    const text = (...names: string[]): string =>
      String(names.map((name) => invocation[name]).find((value) => value !== undefined) ?? '')
    const appid = text('appId', 'app_id')
    const message = (order.transType === '61' ? appPayMessage : jsapiPayMessage)({
      appid,
      timestampSeconds: text('timeStamp', 'time_stamp'),
      nonce: text('nonceStr', 'nonce_str'),
      prepayId: handle,
    })
    const signature = text('paySign', 'pay_sign', 'sign')
    return appid === order.invocationAppId && verifyBytes(Buffer.from(message), signature, publicKey)
  }

  return {
    name: 'acquirer',
    recognises(text) {
      const shown = readText(desk, text)
      return shown.certainlyOurs || book.orderByHandle(shown.handle) !== undefined
    },
    look(text, userId) {
      const found = open(text, userId)
      return 'zh' in found ? found : viewOf(desk, found.order, found.user.wallet)
    },
    pay(text, userId, password) {
      const found = open(text, userId)
      if ('zh' in found) return found
      const refusal = takePayment(desk, found.order, found.user, password)
      return refusal ?? { ...viewOf(desk, found.order, found.user.wallet), state: 'paid' }
    },
    cancel(text, userId) {
      const view = this.look(text, userId)
      if (isRefusal(view)) return view
      core.events.emit({
        kind: 'payment',
        institution: 'acquirer',
        outTradeNo: view.outTradeNo,
        zh: '用户取消支付，订单仍可支付',
        en: 'The user turned away; the order stays payable',
        data: {},
      })
      return view
    },
    openCodes() {
      const found = [...book.orders()].reverse().flatMap((order) => {
        const code = codeText(desk, order)
        const wallet = WALLET_OF_ACCOUNT[order.accountTypes[0]!]
        const view = viewOf(desk, order, wallet)
        return code !== null && view.state === 'payable' ? [{ ...view, code }] : []
      })
      return found.slice(0, MOST_OPEN_CODES)
    },
  }
}

/** What is drawn as a QR or opened; null for a trade that only a client can invoke. */
export function codeText(desk: Desk, order: Order): string | null {
  const [handle] = order.handles
  if (handle === undefined) return null
  if (order.kind === 'counter') return `${desk.core.urls.acquirer}/r/${handle}`
  return order.transType === '81' ? `${desk.core.urls.acquirer}/h5/${handle}` : handle
}
