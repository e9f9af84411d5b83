import { getJson, postJson } from '../shared/call-api.js'

export type WalletName = 'wechat' | 'alipay'

export interface CodeView {
  outTradeNo: string
  payee: string
  description: string
  amountMinor: number
  /** What coupons take off it, fen. */
  discountMinor?: number
  currency: string
  state: 'payable' | 'paid' | 'closed' | 'expired'
  expiresAtMs: number | null
  returnUrl: string | null
}

/** What the payer gives, fen. */
export const payableMinor = ({ amountMinor, discountMinor = 0 }: CodeView): number =>
  amountMinor - discountMinor

export interface OpenCode extends CodeView {
  institution: WalletName
  code: string
}

/** A user of a wallet; the phone belongs to the default user, whose id is the wallet's name. */
export interface Wallet {
  id: string
  wallet: WalletName
  name: string
  balanceMinor: number
}

export interface HistoryEntry {
  id: string
  kind: 'paid' | 'refunded' | 'received'
  payee: string
  description: string
  outTradeNo: string
  amountMinor: number
  atMs: number
  /** By which to complain; only where the institution takes complaints. */
  orderId?: string
}

export const listWallets = () => getJson<Wallet[]>('/phone/api/wallets')
export const listHistory = (wallet: WalletName) =>
  getJson<HistoryEntry[]>(`/phone/api/history?wallet=${encodeURIComponent(wallet)}`)
export const listOpenCodes = () => getJson<OpenCode[]>('/phone/api/codes')
export const lookAt = (wallet: WalletName, text: string) =>
  postJson<CodeView>('/phone/api/look', { wallet, text })
export const pay = (wallet: WalletName, text: string, password: string) =>
  postJson<CodeView>('/phone/api/pay', { wallet, text, password })
export const cancel = (wallet: WalletName, text: string) =>
  postJson<CodeView>('/phone/api/cancel', { wallet, text })

/** Only a web page may be returned to: the address comes from a link, and "javascript:" would run inside this page. */
export function safeReturnUrl(address: string | null | undefined): string | null {
  if (!address) return null
  try {
    const url = new URL(address)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
  } catch {
    return null
  }
}
