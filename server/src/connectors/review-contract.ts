import type { Decline, OnCall, RawNotice, Unknown } from './contract.js'

// What institutions grant is applied for and reviewed: the verbs of that, as contract.ts has those of money.

/** What must be put right in an application, in the institution's words. */
export interface ReviewReason {
  /** The document that it is about; empty for the application as a whole. */
  readonly field: string
  readonly reason: string
}

export interface ApplicationToAsk {
  /** Ours, stored before the first call and sent with every repetition: the institution's idempotency key. */
  readonly applicationNo: string
  /** Counts how often it was handed in: 1, and one more each time after it was sent back. */
  readonly submission: number
  /** The institution's number of what it sent back before this submission; null at the first. */
  readonly sentBackRef?: string | null
}

/** What an institution says of an application, as the answer to a call or in a notice. */
export type ReviewAnswer =
  | {
      readonly outcome: 'under_review' | 'to_be_rectified' | 'granted' | 'suspended' | 'taken_back'
      /** The submission that it speaks of: news of an older one are no news. Null where it is not counted there. */
      readonly submission: number | null
      /** Grows with everything that happens to the application there: news with a smaller one are old. */
      readonly revision: number | null
      /** The institution's number of the application. */
      readonly institutionRef: string | null
      readonly reasons: readonly ReviewReason[]
      /** Where the applicant's own people have to confirm or sign. */
      readonly signUrl?: string | null
      /** The merchant's number there, once it was given one. */
      readonly subMerchantNo?: string | null
    }
  /** It has never heard of this number, or not of this submission: it may be sent (again) under the same number. */
  | { readonly outcome: 'absent' }
  /** It was not taken, for good; nothing lies there for review. */
  | { readonly outcome: 'declined'; readonly decline: Decline }
  | Unknown

export interface CapabilityApplication extends ApplicationToAsk {
  readonly kind: string
  readonly documents: Readonly<Record<string, string>>
  /** Whole URL for the signed notice of what was decided. */
  readonly noticeUrl: string
}

export type ReviewNoticeReading =
  | {
      readonly ok: true
      /** The same for every delivery of one event. */
      readonly eventId: string
      readonly applicationNo: string
      readonly answer: ReviewAnswer
    }
  | {
      readonly ok: false
      readonly because: 'missing_headers' | 'stale' | 'bad_signature' | 'unreadable'
      readonly message: string
    }

/** Where what an institution grants the platform is applied for and reviewed. */
export interface CapabilityDesk {
  submit(application: CapabilityApplication, onCall: OnCall): Promise<ReviewAnswer>
  inquire(application: ApplicationToAsk, onCall: OnCall): Promise<ReviewAnswer>
  /** Believes nothing that is not signed by the desk within the last minutes. */
  readNotice(raw: RawNotice): ReviewNoticeReading
}

export interface SubMerchantApplication extends ApplicationToAsk {
  readonly documents: Readonly<Record<string, string>>
  /** The copies that documents name by their id. */
  readonly files: ReadonlyMap<string, { readonly name: string; readonly content: Buffer }>
}

/** Where merchants become the platform's sub-merchants, through the institution's own application call. */
export interface SubMerchantDesk {
  submit(application: SubMerchantApplication, onCall: OnCall): Promise<ReviewAnswer>
  inquire(application: ApplicationToAsk, onCall: OnCall): Promise<ReviewAnswer>
}
