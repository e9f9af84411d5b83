/** A picture or PDF; at most 5 MB, and its name ends with jpg, jpeg, bmp, png or pdf. */
export interface MediaFile {
  readonly filename: string
  readonly content: Uint8Array
}

export interface MediaAnswer {
  readonly media_id: string
}

type Members = Readonly<Record<string, unknown>>

/** An application in the documented shape (m4012719997), with sensitive fields in clear: they are sealed on the way. */
export interface ApplymentRequest {
  /** The provider's own; one application, and one sub-merchant, for each. The same again after a rejection. */
  readonly business_code: string
  readonly contact_info: Members
  readonly subject_info: Members
  readonly business_info: Members
  readonly settlement_info: Members
  readonly bank_account_info: Members
  readonly addition_info?: Members
}

export interface ApplymentAnswer {
  readonly applyment_id: number
}

export type ApplymentState =
  /** An error at submission; hand it in again. The spelling is the documented one. */
  | 'APPLYMENT_STATE_EDITTING'
  | 'APPLYMENT_STATE_AUDITING'
  | 'APPLYMENT_STATE_REJECTED'
  | 'APPLYMENT_STATE_TO_BE_CONFIRMED'
  | 'APPLYMENT_STATE_TO_BE_SIGNED'
  | 'APPLYMENT_STATE_SIGNING'
  | 'APPLYMENT_STATE_FINISHED'
  | 'APPLYMENT_STATE_CANCELED'

export interface Applyment {
  readonly business_code: string
  readonly applyment_id: number
  /** From being approved on; takes orders when finished. */
  readonly sub_mchid?: string
  /** Where the administrator confirms and signs. */
  readonly sign_url?: string
  /** New states may come. */
  readonly applyment_state: ApplymentState | (string & {})
  readonly applyment_state_msg?: string
  /** Only when rejected. */
  readonly audit_detail?: readonly {
    readonly field?: string
    readonly field_name?: string
    readonly reject_reason?: string
  }[]
}
