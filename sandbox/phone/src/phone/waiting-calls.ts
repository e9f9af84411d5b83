import { getJson, postJson } from '../shared/call-api.js'
import type { WalletName } from './wallet-calls.js'

export type WaitingKind =
  | 'transfer'
  | 'service_confirm'
  | 'service_pay'
  | 'code_payment'
  | 'payment'
  | 'contract'
  | 'permission'
  | 'agreement'
  | 'credit_agreement'
  | 'credit_order'
  | 'user_info'
  | 'app_auth'

export interface Line {
  zh: string
  en: string
}

/** Something that goes on only when the phone's owner does something. */
export interface Waiting {
  id: string
  kind: WaitingKind
  number: string | null
  payee: string
  description: string
  /** What is agreed to. */
  lines: Line[]
  /** Fen; null where no sum is named. */
  amountMinor: number | null
  createdAtMs: number
  expiresAtMs: number | null
  asksPassword: boolean
  /** What the wallet opens; only of a `payment`. */
  code: string | null
}

/** A standing word that the owner gave. */
export interface Standing {
  id: string
  kind: 'contract' | 'permission' | 'agreement' | 'credit_agreement'
  number: string
  payee: string
  lines: Line[]
  sinceMs: number
  untilMs: number | null
}

export interface Answered {
  done: boolean
  returnUrl: string | null
}

export interface PaymentCode {
  code: string
  expiresAtMs: number
}

const of = (wallet: WalletName) => `?wallet=${encodeURIComponent(wallet)}`

export const listWaiting = (wallet: WalletName) => getJson<Waiting[]>(`/phone/api/waiting${of(wallet)}`)
export const answerWaiting = (wallet: WalletName, id: string, accepts: boolean, password?: string) =>
  postJson<Answered>('/phone/api/waiting/answer', {
    wallet,
    id,
    accepts,
    ...(password === undefined ? {} : { password }),
  })
/** A link that may ask for consent. */
export const followLink = (wallet: WalletName, text: string) =>
  postJson<{ reads: boolean; asked: Waiting | null; returnUrl: string | null }>('/phone/api/follow', {
    wallet,
    text,
  })
export const listAgreements = (wallet: WalletName) =>
  getJson<Standing[]>(`/phone/api/agreements${of(wallet)}`)
export const endAgreement = (wallet: WalletName, id: string) =>
  postJson<Answered>('/phone/api/agreements/end', { wallet, id })
export const showPaymentCode = (wallet: WalletName, asksPassword: boolean) =>
  postJson<PaymentCode>('/phone/api/payment-code', { wallet, asksPassword })
