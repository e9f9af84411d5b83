import { type Answer, getJson, postJson, type Refusal } from '../shared/call-api.js'

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

const WALLET_NAMES: readonly WalletName[] = ['wechat', 'alipay']

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

const STRANGER_CODES = ['not_this_wallet', 'unknown_code']

export type Recognised =
  | { outcome: 'recognised'; wallet: WalletName }
  | { outcome: 'stranger'; refusal: Refusal }
  | { outcome: 'unknown' }

/**
 * Which wallet opens a link that came without one. A link that can be paid now names its own; otherwise the one that does
 * not call the text a stranger's.
 */
export async function recognise(text: string): Promise<Recognised> {
  const open = await listOpenCodes()
  // Shops append a way back to the link that they were given.
  const isShown = ({ code }: OpenCode) => text === code || text.startsWith(`${code}&`)
  const payable = open.outcome === 'done' ? open.value.find(isShown) : undefined
  if (payable) return { outcome: 'recognised', wallet: payable.institution }
  const answers = await Promise.all(WALLET_NAMES.map((wallet) => lookAt(wallet, text)))
  for (const [at, answer] of answers.entries()) {
    const known =
      answer.outcome === 'done' ||
      (answer.outcome === 'refused' && !STRANGER_CODES.includes(answer.refusal.code))
    if (known) return { outcome: 'recognised', wallet: WALLET_NAMES[at]! }
  }
  return refusedByAll(answers)
}

function refusedByAll(answers: Answer<CodeView>[]): Recognised {
  const refusals = answers.flatMap((answer) => (answer.outcome === 'refused' ? [answer.refusal] : []))
  // "Unknown code" is the more telling of the two: one wallet did know the kind of text.
  const refusal = refusals.find((one) => one.code === 'unknown_code') ?? refusals[0]
  return refusal && refusals.length === answers.length
    ? { outcome: 'stranger', refusal }
    : { outcome: 'unknown' }
}

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
