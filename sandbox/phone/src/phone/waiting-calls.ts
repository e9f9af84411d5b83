import { getJson, postJson } from '../shared/call-api.js'
import type { WalletName } from './wallet-calls.js'

export type WaitingKind = 'transfer' | 'service_confirm' | 'service_pay' | 'code_payment' | 'payment'

/** Something that goes on only when the phone's owner does something. */
export interface Waiting {
  kind: WaitingKind
  number: string
  payee: string
  description: string
  amountMinor: number
  createdAtMs: number
  expiresAtMs: number | null
  /** What the wallet opens; only of a `payment`. */
  code: string | null
}

export interface PaymentCode {
  code: string
  expiresAtMs: number
}

export const listWaiting = (wallet: WalletName) =>
  getJson<Waiting[]>(`/phone/api/waiting?wallet=${encodeURIComponent(wallet)}`)
export const answerWaiting = (
  wallet: WalletName,
  { kind, number }: Waiting,
  accepts: boolean,
  password?: string,
) =>
  postJson('/phone/api/waiting/answer', {
    wallet,
    kind,
    number,
    accepts,
    ...(password === undefined ? {} : { password }),
  })
export const showPaymentCode = (wallet: WalletName, asksPassword: boolean) =>
  postJson<PaymentCode>('/phone/api/payment-code', { wallet, asksPassword })
