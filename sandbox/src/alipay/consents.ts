import { randomBytes } from 'node:crypto'
import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'
import type { JsonObject } from './fields.js'
import type { SignType } from './wire/signature.js'

export type ConsentKind = 'agreement' | 'credit_agreement' | 'credit_order' | 'user_info' | 'app_auth'

/** Something a person is asked to agree to, on a page of ours. */
export interface Consent {
  /** Part of the page's address; hard to guess. */
  id: string
  kind: ConsentKind
  appId: string
  authAppId: string
  sellerId: string
  /** What was asked, as it was asked. */
  asked: JsonObject
  /** Where the person goes afterwards. */
  returnUrl: string | null
  cancelUrl: string | null
  notifyUrl: string | null
  signType: SignType
  /** Only this account may agree; null: anyone. */
  payerId: string | null
  /** Absent in journals from before the phone listed consents. */
  askedAtMs?: number
  endsAtMs: number
  state: 'open' | 'agreed' | 'refused'
}

export interface Consents {
  ask(consent: Omit<Consent, 'id' | 'state' | 'askedAtMs' | 'endsAtMs'>, livesMs?: number): Consent
  get(id: string): Consent | undefined
  all(): IterableIterator<Consent>
  keep(consent: Consent): void
}

export const CONSENT_LIVES_MS = 86_400_000
const CONSENTS_KEPT = 5_000

export function createConsents(core: Core): Consents {
  const kept: Collection<Consent> = core.store.collection('alipay_consents')
  return {
    ask(asked, livesMs = CONSENT_LIVES_MS) {
      const consent: Consent = {
        ...asked,
        id: randomBytes(16).toString('hex'),
        state: 'open',
        askedAtMs: core.clock.nowMs(),
        endsAtMs: core.clock.nowMs() + livesMs,
      }
      kept.put(consent)
      if (kept.size > CONSENTS_KEPT) {
        const oldest = kept.values().next()
        if (!oldest.done) kept.delete(oldest.value.id)
      }
      return consent
    },
    get: (id) => kept.get(id),
    all: () => kept.values(),
    keep: (consent) => kept.put(consent),
  }
}
