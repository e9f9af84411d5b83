import { type Answer, getJson, postJson } from '../../shared/call-api.js'

export type ZftDecision =
  | 'pass_data'
  | 'reject_data'
  | 'pass_risk'
  | 'reject_risk'
  | 'confirm'
  | 'refuse'
  | 'approve'

export type ZftVoice = 'CREATE' | 'SKIP' | 'PASS' | 'REJECT' | 'NOT_CONFIRM' | 'FINISH' | 'FAIL'

export interface ZftApplication {
  id: string
  externalId: string
  merchantName: string
  applyType: 'ZFT_CREATE' | 'ZFT_SIMPLE_CREATE'
  body: Record<string, unknown>
  appliedAtMs: number
  status: '031' | '99' | '-1'
  kzAudit: ZftVoice
  fkAudit: ZftVoice
  subConfirm: ZftVoice
  reason: string
  smid: string
  decisions: ZftDecision[]
  images: Record<string, { filename: string; bytes: number }>
}

export const listZftApplications = (): Promise<Answer<ZftApplication[]>> =>
  getJson('/control/alipay/merchant-applications')

export const decideZft = (
  id: string,
  wish: { decision: ZftDecision; reason?: string },
): Promise<Answer<ZftApplication>> =>
  postJson(`/control/alipay/merchant-applications/${encodeURIComponent(id)}/decide`, wish)
