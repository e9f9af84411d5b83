import type { Core } from '../core/core.js'
import type {
  CodeView,
  Institution,
  InstitutionName,
  InstitutionServer,
  WalletName,
  WalletRefusal,
} from '../core/institution.js'
import { isRefusal } from '../core/institution.js'
import { refuseOtherWallet, refuseWallet } from '../core/refusals.js'
import type { WalletUser } from '../core/wallets.js'

/** Which wallets can open an institution's codes; the first is meant when nobody says. */
const WALLETS_OF: Record<InstitutionName, readonly WalletName[]> = {
  wechatpay: ['wechat'],
  alipay: ['alipay'],
  acquirer: ['wechat', 'alipay'],
  official_account: [],
  review_desk: [],
}

/** Whose the text is, as one of the wallet's apps reads it. */
export function readerOf(
  servers: readonly InstitutionServer[],
  wallet: WalletName,
  text: string,
): InstitutionServer | undefined {
  return servers.find(
    ({ institution }) => WALLETS_OF[institution.name].includes(wallet) && institution.recognises(text),
  )
}

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
      const [wallet] = wish.institution ? WALLETS_OF[wish.institution] : []
      return wallet ? refuseOtherWallet(wallet) : refuseWallet('unknown_code')
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
  const userOf = ({ institution, text }: Found, wish: PayWish) => {
    if (wish.userId !== undefined) return core.wallets.user(wish.userId)
    const users = WALLETS_OF[institution.name].map((wallet) => core.wallets.defaultUser(wallet))
    const reads = (user: WalletUser): boolean => {
      const seen = institution.look(text, user.id)
      return !isRefusal(seen) || seen.code !== 'not_this_wallet'
    }
    // Only a code that several wallets can open has to be shown around.
    return users.length < 2 ? users[0] : (users.find(reads) ?? users[0])
  }

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
