import type { Core } from '../core/core.js'
import type {
  CodeView,
  Institution,
  InstitutionName,
  InstitutionServer,
  WalletName,
  WalletRefusal,
} from '../core/institution.js'
import { refuseOtherWallet, refuseWallet } from '../core/refusals.js'

export const WALLET_OF: Record<InstitutionName, WalletName> = { wechatpay: 'wechat', alipay: 'alipay' }

export interface PayWish {
  institution?: InstitutionName
  /** What a phone would scan or open … */
  code?: string
  /** … or the order's number, whose latest code is used. */
  outTradeNo?: string
  userId?: string
}

export interface Payer {
  pay(wish: PayWish): CodeView | WalletRefusal
  decline(wish: PayWish): CodeView | WalletRefusal
}

type Found = { institution: Institution; text: string }

export function createPayer(core: Core, servers: readonly InstitutionServer[]): Payer {
  const find = (wish: PayWish): Found | WalletRefusal => {
    const asked = servers.filter(
      (server) => wish.institution === undefined || server.institution.name === wish.institution,
    )
    const { code, outTradeNo } = wish
    if (code !== undefined) {
      const server = asked.find(({ institution }) => institution.recognises(code))
      if (server) return { institution: server.institution, text: code }
      return wish.institution ? refuseOtherWallet(WALLET_OF[wish.institution]) : refuseWallet('unknown_code')
    }
    if (outTradeNo === undefined) return refuseWallet('unknown_code')
    const records = asked.flatMap((server) => {
      const record = server.order(outTradeNo)
      return record ? [{ server, record }] : []
    })
    // The same number may exist at both institutions: the one that can still be paid is meant.
    const payable = records.find(({ record }) => record.code !== null)
    if (payable?.record.code) return { institution: payable.server.institution, text: payable.record.code }
    if (records.some(({ record }) => record.paidAt !== null)) return refuseWallet('already_paid')
    return refuseWallet(records.length > 0 ? 'closed' : 'unknown_code')
  }
  const userOf = (found: Found, wish: PayWish) =>
    wish.userId === undefined
      ? core.wallets.defaultUser(WALLET_OF[found.institution.name])
      : core.wallets.user(wish.userId)

  return {
    pay(wish) {
      const found = find(wish)
      if ('zh' in found) return found
      const user = userOf(found, wish)
      if (!user) return refuseWallet('not_this_wallet')
      return found.institution.pay(found.text, user.id, user.password)
    },
    decline(wish) {
      const found = find(wish)
      if ('zh' in found) return found
      const user = userOf(found, wish)
      if (!user) return refuseWallet('not_this_wallet')
      return found.institution.cancel(found.text, user.id)
    },
  }
}
