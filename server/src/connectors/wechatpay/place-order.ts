import type { Outcome, WechatpayClient } from '@hutong/wechatpay'
import type { Action, Connector, OnCall, OrderAnswer, OrderIntent, WechatpayAccount } from '../contract.js'
import { declineOf, readOrderRefusal, unknownOf } from './answers.js'
import { recorded } from './record-call.js'
import { h5Link, h5Order, nativeOrder } from './requests.js'

// A code_url lives two hours, an h5_url five minutes, whatever time_expire says (10-payments §5).
export const QR_LIVES_MS = 2 * 3_600_000
export const LINK_LIVES_MS = 5 * 60_000

export interface PlacingDeps {
  readonly account: WechatpayAccount
  readonly wechatpay: WechatpayClient
  readonly inquire: Connector['inquire']
}

/** Places an order, and where the refusal does not say what there is under its number, asks. */
export async function placeOrder(
  deps: PlacingDeps,
  intent: OrderIntent,
  onCall: OnCall,
): Promise<OrderAnswer> {
  const placed = await askForAction(deps, intent, onCall)
  if (placed.outcome === 'ok') return { outcome: 'accepted', action: placed.value }
  if (placed.outcome === 'unknown') return unknownOf(placed)
  const reading = readOrderRefusal(placed)
  if (reading.outcome !== 'ask_first') return reading

  const decline = declineOf(placed)
  const inquiry = await deps.inquire(intent, onCall)
  switch (inquiry.outcome) {
    case 'paid':
      return { outcome: 'already_paid' }
    case 'absent':
    case 'closed':
      return { outcome: 'declined', decline }
    case 'waiting': {
      const message = `An order of this number is payable there, and refused now: ${decline.code} ${decline.message}`
      return { outcome: 'unknown', because: 'server_error', message }
    }
    case 'unknown':
      return inquiry
  }
}

async function askForAction(
  deps: PlacingDeps,
  intent: OrderIntent,
  onCall: OnCall,
): Promise<Outcome<Action>> {
  const { account, wechatpay } = deps
  const expiresAt = (livesMs: number) =>
    new Date(Math.min(intent.expiresAt.getTime(), intent.now.getTime() + livesMs)).toISOString()
  const what = `${intent.outTradeNo} ${intent.amountMinor} ${intent.currency}`
  switch (intent.method) {
    case 'wechatpay_scan': {
      const asked = { verb: 'order', request: `native ${what}` } as const
      const answer = await recorded(
        onCall,
        asked,
        () => 'OK',
        () => wechatpay.placeNative(nativeOrder(account, intent)),
      )
      if (answer.outcome !== 'ok') return answer
      const content = answer.value.code_url
      return { ...answer, value: { type: 'show_qr', content, expiresAt: expiresAt(QR_LIVES_MS) } }
    }
    case 'wechatpay_jump': {
      const asked = { verb: 'order', request: `h5 ${what}` } as const
      const answer = await recorded(
        onCall,
        asked,
        () => 'OK',
        () => wechatpay.placeH5(h5Order(account, intent)),
      )
      if (answer.outcome !== 'ok') return answer
      const url = h5Link(answer.value.h5_url, intent.returnUrl)
      return { ...answer, value: { type: 'redirect', url, expiresAt: expiresAt(LINK_LIVES_MS) } }
    }
    default:
      throw new TypeError(`${intent.method} is no method of WeChat Pay's.`)
  }
}
