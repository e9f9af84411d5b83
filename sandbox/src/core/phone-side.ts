import type { WalletName } from './institution.js'
import type { WalletUser } from './wallets.js'

export const WAITING_KINDS = [
  'transfer',
  'service_confirm',
  'service_pay',
  'code_payment',
  /** Paid as any other code: the wallet opens it. */
  'payment',
  'contract',
  'permission',
  'agreement',
  'credit_agreement',
  'credit_order',
  'user_info',
  'app_auth',
] as const

export interface Line {
  zh: string
  en: string
}

/** Something that goes on only when the person does something. */
export interface Waiting {
  /** Names it within its wallet. */
  id: string
  kind: (typeof WAITING_KINDS)[number]
  /** The merchant's number of it; null where it has none. */
  number: string | null
  payee: string
  description: string
  /** What is agreed to. */
  lines: Line[]
  /** Fen; of a service to confirm, the most that its deposit may cost. Null where no sum is named. */
  amountMinor: number | null
  createdAtMs: number
  expiresAtMs: number | null
  /** Whether saying yes takes the payment password. */
  asksPassword: boolean
  /** What the wallet opens; only of a `payment`. */
  code: string | null
}

export interface Answered {
  done: true
  /** Where the merchant's page goes on; null when there is none. */
  returnUrl: string | null
}

export interface PhoneRefusal extends Line {
  code: string
}

export interface Asked extends Waiting {
  /** The person's word; whoever calls has checked the password. */
  answer(accepts: boolean): Answered | PhoneRefusal
}

export const STANDING_KINDS = ['contract', 'permission', 'agreement', 'credit_agreement'] as const

/** A standing word that a person gave and may take back. */
export interface Standing {
  id: string
  kind: (typeof STANDING_KINDS)[number]
  number: string
  payee: string
  lines: Line[]
  sinceMs: number
  /** Null: until somebody ends it. */
  untilMs: number | null
}

export interface Given extends Standing {
  end(): void
}

/** Signed parameters as a client hands them to the wallet. */
export interface ReadInvocation {
  product: 'JSAPI' | 'MINI_PROGRAM' | 'APP' | 'ALIPAY_APP'
  /** What had to be signed; null when too much is missing to tell. */
  signedText: string | null
}

/** What an institution asks of the owner of a phone, besides paying codes. */
export interface PhoneSide {
  readonly wallet: WalletName
  asked(user: WalletUser): Asked[]
  /** Also what a link opened and no list shows. */
  find(user: WalletUser, id: string): Asked | null
  /** Whether the text leads to something that a person is asked here. */
  reads(text: string): boolean
  /** Follows it: asks, is done without asking, or refuses. */
  follow(user: WalletUser, text: string): Asked | Answered | PhoneRefusal
  given(user: WalletUser): Given[]
  /** Null when the text is nothing of the kind. */
  readInvocation(text: string): ReadInvocation | null
  /** The code that the person shows at a till; null where the institution has none. */
  showCode(user: WalletUser, asksPassword: boolean): { code: string; expiresAtMs: number } | null
}

export const DONE: Answered = { done: true, returnUrl: null }
export const NOT_WAITING: PhoneRefusal = {
  code: 'not_waiting',
  zh: '这一项已经处理过，或已过期。没有动钱。',
  en: 'This was dealt with already, or its time is over. No money moved.',
}
