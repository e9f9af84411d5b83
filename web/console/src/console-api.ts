import { createApi } from '../../office/src/api.js'
import type { AccountName, Checkout, Page, StoryEntry, Transfer } from '../../office/src/types.js'

export const api = createApi('/console/api')

export type Role = 'viewer' | 'support' | 'operator' | 'finance' | 'admin'

export interface Me {
  user: { id: string; username: string; role: Role }
  /** What the role may do, as `POST /console/api/api-keys`. */
  calls: string[]
}

export interface User {
  id: string
  realm: 'console' | 'workbench'
  username: string
  merchantId: string | null
  role: Role | null
  createdAt: string
  disabledAt: string | null
}

export interface Actor {
  kind: 'person' | 'schedule' | 'guardrail' | 'platform'
  id: string
  name: string
  role: Role | null
}

export interface AuditEntry {
  id: string
  at: string
  actor: Actor
  action: string
  subject: string
  subjectName: string | null
  from: unknown
  to: unknown
  why: string
  /** The entry that this one took back. */
  undoes: string | null
  undoneBy: { id: string; at: string; actor: Actor; why: string } | null
  /** There is a way back from it; `mayRollBack` says whether the reader may go it. */
  canBeRolledBack: boolean
  mayRollBack: boolean
}

export type CheckoutSummary = Omit<Checkout, 'orders' | 'attempts' | 'refunds'> &
  Partial<Pick<Checkout, 'orders' | 'attempts' | 'refunds'>>

export interface SearchHit {
  kind: 'checkout' | 'attempt' | 'refund' | 'order'
  matched: string
  checkout: CheckoutSummary
}

export interface Attention {
  kind: string
  title: string
  titleEn: string
  next: string
  nextEn: string
  checkoutId: string | null
  subject: string | null
  at: string
}

export interface Overview {
  checkouts: { open: number; closing: number; paid: number; closed: number }
  paidTodayMinor: number
  paidTodayCount: number
  attention: Attention[]
}

export interface Account extends AccountName {
  kind: string
  currency: string
  balanceMinor: number
  debitsMinor: number
  creditsMinor: number
}

export interface Accounts {
  data: Account[]
  sumMinor: number
}

export interface Delivery {
  id: string
  type: string
  state: 'waiting' | 'delivered' | 'failed'
  checkoutId: string
  endpointId: string
  url: string | null
  tries: number
  lastStatus: number | null
  lastError: string | null
  nextAt: string | null
  createdAt: string
  deliveredAt: string | null
}

export interface Endpoint {
  id: string
  url: string
  /** Empty: every event. */
  events: string[]
  enabled: boolean
  disabledBecause: 'gone' | 'failing' | 'requested' | null
  disabledAt: string | null
  failingSince: string | null
  createdAt: string
}

export interface Notice {
  id?: string
  institution: string
  verdict: string
  checkoutId: string | null
  receivedAt: string
  deliveries: number
  accountId?: string | null
  kind?: string | null
  outTradeNo?: string | null
  because?: string | null
  message?: string | null
  hint?: string | null
}

export interface ApiKey {
  id: string
  /** The first signs of the key, to know it again by. */
  prefix: string
  label: string
  createdAt: string
  lastUsedAt: string | null
  revokedAt: string | null
}

/** With the key itself, which only the answer to its making holds. */
export type NewApiKey = ApiKey & { apiKey: string }

export type { Checkout, Page, StoryEntry, Transfer }
