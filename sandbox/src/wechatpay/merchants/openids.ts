import { createHash } from 'node:crypto'
import type { Core } from '../../core/core.js'
import type { WalletUser } from '../../core/wallets.js'
import type { MerchantBook } from './merchant-book.js'

/** As in life, one person has another openid under each app id. Under the first merchant's it is the wallet's own. */
export function createOpenids(core: Core, book: MerchantBook) {
  const openidOf = (user: WalletUser, appid: string): string => {
    if (appid === book.first.appid) return user.payerId
    return `o${createHash('sha256').update(`${appid} ${user.payerId}`).digest('base64url').slice(0, 27)}`
  }
  return {
    openidOf,
    /** Null when the openid is nobody's under this app id. */
    userOf(appid: string, openid: string): WalletUser | null {
      const users = core.wallets.users().filter((user) => user.wallet === 'wechat')
      return users.find((user) => openidOf(user, appid) === openid) ?? null
    },
  }
}

export type Openids = ReturnType<typeof createOpenids>
