import { type Answer, getJson, postJson } from '../../shared/call-api.js'

export type DeskDecision = 'grant' | 'send_back' | 'suspend' | 'restore' | 'revoke'

export interface DeskReason {
  field: string
  reason: string
}

export interface DeskApplication {
  id: string
  deskNo: string
  kind: string
  submission: number
  state: 'under_review' | 'to_be_rectified' | 'granted' | 'suspended' | 'revoked'
  documents: Record<string, string>
  reasons: DeskReason[]
  submittedAtMs: number
  decisions: DeskDecision[]
}

export const listDeskApplications = (): Promise<Answer<DeskApplication[]>> =>
  getJson('/control/desk/applications')

export const decideAtDesk = (
  id: string,
  wish: { decision: DeskDecision; reasons?: DeskReason[] },
): Promise<Answer<DeskApplication>> =>
  postJson(`/control/desk/applications/${encodeURIComponent(id)}/decide`, wish)
