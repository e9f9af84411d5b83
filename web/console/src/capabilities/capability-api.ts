import { api, type Page } from '../console-api.js'

export type ReviewState =
  | 'draft'
  | 'submitted'
  | 'under_review'
  | 'to_be_rectified'
  | 'granted'
  | 'suspended'
  | 'withdrawn'

export interface DocumentField {
  field: string
  label: string
  labelEn: string
  required: boolean
  multiline?: boolean
  type?: 'text' | 'file' | 'choice'
  sensitive?: boolean
  takesPdf?: boolean
  choices?: { value: string; label: string; labelEn: string }[]
}

export interface ReviewReason {
  field: string
  reason: string
}

export interface ReviewMove {
  at: string
  by: { kind: 'person' | 'institution' | 'platform' | 'schedule' | 'guardrail'; name: string }
  from: ReviewState | null
  to: ReviewState
  why: string
  reasons: ReviewReason[]
}

/** What a capability and a merchant's onboarding have in common. */
export interface Review {
  institution: 'wechatpay' | 'alipay'
  name: string
  nameEn: string | null
  state: ReviewState
  documents: Record<string, string>
  reasons: ReviewReason[]
  applicationNo: string
  submission: number
  institutionRef: string | null
  nextLookAt: string | null
  lastCall: { at: string; verb: string; answer: string } | null
  changedAt: string
  history: ReviewMove[]
  may: string[]
}

export interface Capability extends Review {
  id: string
  kind: string
  way: 'desk' | 'manual'
}

export interface CapabilityKind {
  kind: string
  institution: 'wechatpay' | 'alipay'
  name: string
  nameEn: string
  documents: DocumentField[]
}

export interface SubMerchant extends Review {
  merchantId: string
  signUrl: string | null
  subMerchantNo: string | null
  files: StoredFile[]
}

/** A merchant with the form of the institution; null while nothing is written down. */
export interface OneSubMerchant {
  merchant: { id: string; name: string; nameEn: string | null }
  fields: DocumentField[]
  subMerchant: SubMerchant | null
}

export type SubMerchantRow = Omit<SubMerchant, 'documents' | 'history' | 'files'>

export interface StoredFile {
  id: string
  name: string
  bytes: number
}

export const listCapabilities = (signal?: AbortSignal) =>
  api.get<{ data: Capability[]; kinds: CapabilityKind[] }>('/capabilities', signal)

export const listSubMerchants = (query: string, signal?: AbortSignal) =>
  api.get<Page<SubMerchantRow>>(`/sub-merchants${query}`, signal)

/** Something is under way at the institution: worth looking again soon. */
export const isUnderWay = ({ state }: { state: ReviewState }): boolean =>
  state === 'submitted' || state === 'under_review'
