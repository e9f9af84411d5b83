import { type Answer, getJson, postJson } from '../shared/call-api.js'

export type Decision =
  | 'verify_account'
  | 'audit'
  | 'approve'
  | 'reject'
  | 'sign'
  | 'fail'
  | 'freeze'
  | 'cancel'

export interface Reason {
  field: string
  fieldName: string
  reason: string
}

export interface Applyment {
  applymentId: string
  kind: 'provider' | 'ecommerce'
  mchid: string
  code: string
  state: string
  body: Record<string, unknown>
  reasons: Reason[]
  subMchid: string | null
  submittedAtMs: number
  decisions: Decision[]
  media: Record<string, { filename: string; bytes: number }>
}

export interface SettlementChange {
  id: string
  subMchid: string
  account: { accountBank: string; accountName: string; accountNumber: string }
  result: 'AUDITING' | 'AUDIT_SUCCESS' | 'AUDIT_FAIL'
  failReason: string | null
}

export const listApplyments = (): Promise<Answer<Applyment[]>> => getJson('/control/applyments')
export const listSettlementChanges = (): Promise<Answer<SettlementChange[]>> =>
  getJson('/control/settlement-changes')

export const decide = (
  id: string,
  wish: { decision: Decision; reasons?: Reason[]; remitMinor?: number },
): Promise<Answer<Applyment>> => postJson(`/control/applyments/${encodeURIComponent(id)}/decide`, wish)

export const decideSettlement = (
  id: string,
  wish: { passes: boolean; reason?: string },
): Promise<Answer<SettlementChange>> =>
  postJson(`/control/settlement-changes/${encodeURIComponent(id)}/decide`, wish)
