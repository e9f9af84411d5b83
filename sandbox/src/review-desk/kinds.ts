/** What the desk reviews, whose it is, and the documents without which it does not begin. */
export const DESK_KINDS: Readonly<
  Record<string, { institution: 'wechatpay' | 'alipay'; required: string[] }>
> = {
  'wechatpay.platform': {
    institution: 'wechatpay',
    required: [
      'company_name',
      'license_number',
      'category',
      'site',
      'goods',
      'service_phone',
      'contact_name',
    ],
  },
  'wechatpay.mini_program': {
    institution: 'wechatpay',
    required: ['app_name', 'appid', 'category', 'version_description', 'privacy_statement'],
  },
  'wechatpay.sub_merchants': {
    institution: 'wechatpay',
    required: ['provider_mchid', 'settlement_plan', 'merchant_rules', 'contact_name'],
  },
  'alipay.platform': {
    institution: 'alipay',
    required: ['company_name', 'license_number', 'category', 'site', 'goods', 'contact_name'],
  },
  'alipay.sub_merchants': {
    institution: 'alipay',
    required: ['platform_pid', 'settlement_plan', 'merchant_rules', 'contact_name'],
  },
}

export const DESK_STATES = ['under_review', 'to_be_rectified', 'granted', 'suspended', 'revoked'] as const
export type DeskState = (typeof DESK_STATES)[number]

export const DESK_DECISIONS = ['grant', 'send_back', 'suspend', 'restore', 'revoke'] as const
export type DeskDecision = (typeof DESK_DECISIONS)[number]

const ALLOWED: Record<DeskState, readonly DeskDecision[]> = {
  under_review: ['grant', 'send_back', 'revoke'],
  to_be_rectified: ['revoke'],
  granted: ['suspend', 'revoke'],
  suspended: ['restore', 'revoke'],
  revoked: [],
}

export const LEADS_TO: Record<DeskDecision, DeskState> = {
  grant: 'granted',
  send_back: 'to_be_rectified',
  suspend: 'suspended',
  restore: 'granted',
  revoke: 'revoked',
}

export function decisionsFor(state: DeskState): readonly DeskDecision[] {
  return ALLOWED[state]
}

/** The applicant may hand in again only what was sent back or held back. */
export function takesNextSubmission(state: DeskState): boolean {
  return state === 'to_be_rectified' || state === 'suspended'
}
