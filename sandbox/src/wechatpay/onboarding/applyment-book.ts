import type { Collection, Store } from '../../core/store.js'
import type { JsonObject } from '../fields.js'
import type { MerchantRing } from '../merchants/merchant.js'

/** applyment4sub of a service provider, or the second-level merchants of an e-commerce platform. */
export type ApplymentKind = 'provider' | 'ecommerce'

/** The states of both flows under one set of names; `state-words.ts` has the documented spellings. */
export type ApplymentState =
  | 'editing'
  | 'checking'
  | 'auditing'
  | 'confirming'
  | 'rejected'
  | 'to_be_signed'
  | 'opening'
  | 'finished'
  | 'frozen'
  | 'canceled'

export interface Reason {
  /** Path of the field, dots between, e.g. `subject_info.business_license_info.license_copy`. */
  field: string
  fieldName: string
  reason: string
}

export interface Applyment {
  id: string
  kind: ApplymentKind
  /** The provider or platform that applies. */
  mchid: string
  /** `business_code`, or `out_request_no`. */
  code: string
  applymentId: number
  state: ApplymentState
  /** Sealed fields opened: the reviewer reads it. */
  body: JsonObject
  fingerprint: string
  reasons: Reason[]
  /** From being approved on; a merchant only when finished. */
  subMchid: string | null
  signUrl: string
  /** How the account is to be verified, while it is: by remittance of this many fen, else by the legal representative. */
  remitMinor: number | null
  submittedAtMs: number
  changedAtMs: number
  /** When the state goes on by itself. */
  nextAtMs: number | null
}

/** An uploaded file; the content is not kept, its hash is. */
export interface Media {
  id: string
  mchid: string
  filename: string
  sha256: string
  bytes: number
}

/** The keys of a merchant that is being opened. */
export interface WaitingRing {
  id: string
  ring: MerchantRing
}

export interface SettlementAccount {
  /** The sub_mchid. */
  id: string
  accountType: 'ACCOUNT_TYPE_BUSINESS' | 'ACCOUNT_TYPE_PRIVATE'
  accountBank: string
  bankName: string | null
  bankBranchId: string | null
  accountName: string
  accountNumber: string
  verifyResult: 'VERIFY_SUCCESS' | 'VERIFY_FAIL' | 'VERIFYING'
  verifyFailReason: string | null
}

export interface SettlementChange {
  /** application_no */
  id: string
  mchid: string
  subMchid: string
  account: SettlementAccount
  result: 'AUDITING' | 'AUDIT_SUCCESS' | 'AUDIT_FAIL'
  failReason: string | null
  createdAtMs: number
  finishedAtMs: number | null
}

export const applymentKey = (kind: ApplymentKind, mchid: string, code: string): string =>
  `${kind} ${mchid} ${code}`

export interface ApplymentBook {
  readonly applyments: Collection<Applyment>
  readonly media: Collection<Media>
  readonly rings: Collection<WaitingRing>
  readonly accounts: Collection<SettlementAccount>
  readonly changes: Collection<SettlementChange>
  byCode(kind: ApplymentKind, mchid: string, code: string): Applyment | undefined
  byId(kind: ApplymentKind, mchid: string, applymentId: string): Applyment | undefined
  /** Whoever it belongs to. */
  byNumber(applymentId: string): Applyment | undefined
}

export function openApplymentBook(store: Store): ApplymentBook {
  const applyments: Collection<Applyment> = store.collection('wechatpay_applyments')
  const byNumber = (applymentId: string): Applyment | undefined => {
    for (const one of applyments.values()) if (String(one.applymentId) === applymentId) return one
    return undefined
  }
  return {
    applyments,
    media: store.collection('wechatpay_media'),
    rings: store.collection('wechatpay_waiting_rings'),
    accounts: store.collection('wechatpay_settlement_accounts'),
    changes: store.collection('wechatpay_settlement_changes'),
    byNumber,
    byCode: (kind, mchid, code) => applyments.get(applymentKey(kind, mchid, code)),
    byId(kind, mchid, applymentId) {
      const found = byNumber(applymentId)
      return found?.kind === kind && found.mchid === mchid ? found : undefined
    },
  }
}
