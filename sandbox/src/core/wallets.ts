import { adoptReceived } from './adopt-received.js'
import type { WalletName, WalletRefusal } from './institution.js'
import type { Random } from './random.js'
import { refuseWallet } from './refusals.js'
import type { Collection, Store } from './store.js'

export interface WalletUser {
  /** What control and phone name the user by. */
  id: string
  wallet: WalletName
  name: string
  /** What merchants see: a WeChat openid, or an Alipay buyer id (2088…). */
  payerId: string
  /** Alipay's masked login name; null in WeChat. */
  logonId: string | null
  password: string
  balanceMinor: number
  currency: 'CNY'
}

export interface WalletEntry {
  id: string
  userId: string
  wallet: WalletName
  /** `received` came without a payment before it: by transfer or as a share. */
  kind: 'paid' | 'refunded' | 'received'
  atMs: number
  payee: string
  description: string
  outTradeNo: string
  amountMinor: number
  currency: 'CNY'
  /** The order that was paid, where its institution takes complaints about it. */
  orderId?: string
}

export interface NewWalletUser {
  wallet: WalletName
  id?: string
  name?: string
  password?: string
  balanceMinor?: number
}

export type WalletMovement = Pick<
  WalletEntry,
  'payee' | 'description' | 'outTradeNo' | 'amountMinor' | 'orderId'
>

export interface Wallets {
  users(): WalletUser[]
  user(id: string): WalletUser | undefined
  /** The user a wallet belongs to when none is named. */
  defaultUser(wallet: WalletName): WalletUser
  /** Throws when the id is taken. */
  create(user: NewWalletUser): WalletUser
  /** Takes the money, or says why not and takes nothing. */
  charge(userId: string, password: string, movement: WalletMovement): WalletRefusal | null
  /** Gives refunded money back. */
  credit(userId: string, movement: WalletMovement): void
  /** Money that comes in by transfer or as a share of somebody's payment. */
  receive(userId: string, movement: WalletMovement): void
  /** Newest first. */
  history(filter?: { wallet?: WalletName; userId?: string }): WalletEntry[]
  /** Puts the default users in place where they are missing. */
  ensureDefaults(): void
}

const DEFAULT_PASSWORD = '123456'
const DEFAULT_BALANCE_MINOR = 1_000_000
const DEFAULTS: WalletUser[] = [
  {
    id: 'wechat',
    wallet: 'wechat',
    name: '小明',
    payerId: 'oHutongSandboxWeChatUser0001',
    logonId: null,
    password: DEFAULT_PASSWORD,
    balanceMinor: DEFAULT_BALANCE_MINOR,
    currency: 'CNY',
  },
  {
    id: 'alipay',
    wallet: 'alipay',
    name: '小红',
    payerId: '2088000000000017',
    logonId: 'xia***@example.com',
    password: DEFAULT_PASSWORD,
    balanceMinor: DEFAULT_BALANCE_MINOR,
    currency: 'CNY',
  },
]
/** More than any page shows; older entries only weigh on the journal. */
const HISTORY_KEPT = 20_000

export function createWallets(store: Store, random: Random, nowMs: () => number): Wallets {
  const users: Collection<WalletUser> = store.collection('wallet_users')
  const entries: Collection<WalletEntry> = store.collection('wallet_entries')

  const record = (user: WalletUser, kind: WalletEntry['kind'], movement: WalletMovement): void => {
    entries.put({
      id: random.alphanumeric(16),
      userId: user.id,
      wallet: user.wallet,
      kind,
      atMs: nowMs(),
      currency: 'CNY',
      payee: movement.payee,
      description: movement.description,
      outTradeNo: movement.outTradeNo,
      amountMinor: movement.amountMinor,
      ...(movement.orderId === undefined ? {} : { orderId: movement.orderId }),
    })
    if (entries.size > HISTORY_KEPT) {
      const oldest = entries.values().next()
      if (!oldest.done) entries.delete(oldest.value.id)
    }
  }
  const ensureDefaults = (): void => {
    for (const user of DEFAULTS) if (!users.get(user.id)) users.put({ ...user })
  }
  ensureDefaults()
  adoptReceived(store)
  const give = (userId: string, kind: 'refunded' | 'received', movement: WalletMovement): void => {
    const user = users.get(userId)
    if (!user) return
    user.balanceMinor += movement.amountMinor
    users.put(user)
    record(user, kind, movement)
  }

  return {
    ensureDefaults,
    users: () => [...users.values()],
    user: (id) => users.get(id),
    defaultUser: (wallet) => {
      const user = users.get(wallet)
      if (!user) throw new Error(`The default ${wallet} user is missing.`)
      return user
    },
    create(wanted) {
      const id = wanted.id ?? `user_${random.alphanumeric(10)}`
      if (users.get(id)) throw new Error(`A wallet user ${id} exists already.`)
      const user: WalletUser = {
        id,
        wallet: wanted.wallet,
        name: wanted.name ?? (wanted.wallet === 'wechat' ? '微信用户' : '支付宝用户'),
        payerId: wanted.wallet === 'wechat' ? `o${random.alphanumeric(27)}` : `2088${random.digits(12)}`,
        logonId: wanted.wallet === 'alipay' ? `${random.hex(3)}***@example.com` : null,
        password: wanted.password ?? DEFAULT_PASSWORD,
        balanceMinor: wanted.balanceMinor ?? DEFAULT_BALANCE_MINOR,
        currency: 'CNY',
      }
      users.put(user)
      return user
    },
    charge(userId, password, movement) {
      const user = users.get(userId)
      if (!user) return refuseWallet('not_this_wallet')
      if (user.password !== password) return refuseWallet('wrong_password')
      if (user.balanceMinor < movement.amountMinor) return refuseWallet('not_enough')
      user.balanceMinor -= movement.amountMinor
      users.put(user)
      record(user, 'paid', movement)
      return null
    },
    credit: (userId, movement) => give(userId, 'refunded', movement),
    receive: (userId, movement) => give(userId, 'received', movement),
    history(filter = {}) {
      const found: WalletEntry[] = []
      for (const entry of entries.values()) {
        if (filter.wallet && entry.wallet !== filter.wallet) continue
        if (filter.userId && entry.userId !== filter.userId) continue
        found.push(entry)
      }
      return found.reverse()
    },
  }
}
