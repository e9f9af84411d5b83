import type { Core } from '../core/core.js'
import type { WalletRefusal } from '../core/institution.js'
import type { WalletUser } from '../core/wallets.js'
import { type App, openIdOf } from './apps.js'
import type { JsonObject } from './fields.js'
import { textOf } from './fields.js'
import type { OrderTerms, Trade } from './trades.js'

export function buyerOf(user: WalletUser): NonNullable<Trade['buyer']> {
  return { userId: user.id, buyerId: user.payerId, logonId: user.logonId ?? user.name }
}

/** Whether the order leaves this person free to pay it. */
export function mayPay({ onlyPayer }: OrderTerms, { name }: WalletUser): boolean {
  return onlyPayer === undefined || onlyPayer === name
}

export const OTHER_PAYER: WalletRefusal = {
  code: 'unknown_code',
  zh: '该订单指定了其他付款人，请用原账号付款。没有扣款。',
  en: 'This order names another payer; pay with that account. Nothing was charged.',
}

/** The buyer as answers name them to this application: buyer_user_id or buyer_open_id, and the masked login. */
export function buyerFields(app: App, buyer: Trade['buyer']): Record<string, string> {
  if (!buyer) return {}
  const id =
    app.buyerNames === 'open_id'
      ? { buyer_open_id: openIdOf(app.id, buyer.buyerId) }
      : { buyer_user_id: buyer.buyerId }
  return { buyer_logon_id: buyer.logonId, ...id }
}

/** An Alipay user by 2088 number, by this application's open id, or by login name. */
export function userNamed(
  core: Core,
  app: App,
  biz: JsonObject,
  names: { id: string; openId: string; logonId?: string },
): WalletUser | undefined {
  const id = textOf(biz, names.id)
  const openId = textOf(biz, names.openId)
  const logonId = names.logonId === undefined ? undefined : textOf(biz, names.logonId)
  return core.wallets.users().find((user) => {
    if (user.wallet !== 'alipay') return false
    if (id !== undefined) return user.payerId === id
    if (openId !== undefined) return openIdOf(app.id, user.payerId) === openId
    return logonId !== undefined && user.logonId === logonId
  })
}
