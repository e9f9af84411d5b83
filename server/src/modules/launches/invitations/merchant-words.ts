import type { Reason, ReasonCode } from '../decision/facts.js'
import type { PartState } from './states.js'

type Sentence = readonly [zh: string, en: string]

/** Why a method is not live, said to the merchant: what it means for its shop, and who does something about it. */
const BECAUSE: Readonly<Partial<Record<ReasonCode, Sentence>>> = {
  capability_not_granted: [
    '平台正在向支付机构申请这项能力，批准后自动开放，您不用做什么。',
    'The platform is applying for this at the institution; it opens by itself once granted. Nothing is left for you to do.',
  ],
  capability_suspended: [
    '支付机构暂停了平台的这项能力，平台整改通过后自动恢复。进行中的付款不受影响。',
    'The institution has suspended this for the platform; it comes back by itself once put right. Payments under way go on.',
  ],
  launch_not_started: [
    '平台尚未开始上线，开始后自动生效。',
    'The platform has not started yet; it takes effect by itself.',
  ],
  launch_halted: [
    '平台暂时停止了这项支付方式。新的付款看不到它，进行中的付款不受影响。',
    'The platform has stopped this method for now. New payments do not show it; payments under way go on.',
  ],
  launch_ended: ['这次上线已经结束。', 'This launch has ended.'],
  merchant_not_invited: ['您还没有收到邀请。', 'You have not been invited yet.'],
  merchant_not_answered: ['请先阅读邀请函并答复。', 'Read the letter and answer it first.'],
  merchant_not_ready: [
    '您已接受，支付机构那边的手续还没办完，办完后自动开通。',
    'You have accepted; the institution is not done yet. It goes live by itself.',
  ],
  merchant_declined: ['您婉拒了邀请。', 'You declined the invitation.'],
  merchant_invitation_expired: [
    '邀请已过期，平台可能会再次邀请您。',
    'The invitation has expired; you may be invited again.',
  ],
  merchant_paused: ['您暂停了这项支付方式。', 'You have paused this method.'],
  merchant_suspended: [
    '平台暂停了您的这项支付方式，请联系平台运营。',
    'The platform has suspended this method for you; please ask the platform.',
  ],
  merchant_has_no_sub_merchant: [
    '您在支付机构还没有可用的子商户号，平台办妥后自动开通。',
    'You have no working sub-merchant number at the institution yet; it goes live by itself once there is one.',
  ],
  terms_not_agreed: [
    '平台规则的新版本已经生效，您还没有同意。同意后立即恢复。',
    'A new version of the terms is in force and you have not agreed to it. It comes back the moment you agree.',
  ],
  outside_window: ['现在不在开放时段。', 'It is outside its opening hours now.'],
  method_failing: [
    '这项支付方式目前故障较多，平台已暂时隐藏，恢复后自动显示。',
    'This method fails a lot just now and is hidden meanwhile; it comes back by itself.',
  ],
}

export function tellMerchant({ code }: Reason): { code: string; message: string; messageEn: string } {
  const [message, messageEn] = BECAUSE[code] ?? ['暂时不能使用。', 'It cannot be used for now.']
  return { code, message, messageEn }
}

const CHANGES: Readonly<Record<PartState, Sentence>> = {
  not_invited: ['不再参与', 'No longer part of it'],
  invited: ['平台发来邀请', 'You were invited'],
  accepted: ['已接受，等待支付机构办理', 'Accepted; waiting for the institution'],
  active: ['已开通', 'Live for your shoppers'],
  declined: ['已婉拒邀请', 'Invitation declined'],
  expired: ['邀请已过期', 'Invitation expired'],
  paused: ['已暂停', 'Paused'],
  suspended: ['平台暂停了这项支付方式', 'Suspended by the platform'],
}

/** One thing that changed, for the merchant. */
export function tellMove(move: {
  readonly from: PartState | null
  readonly to: PartState
  readonly agreedTermsSeq: number | null
  readonly why: string | null
}): Sentence {
  if (move.from === move.to) return ['同意了平台规则的新版本', 'Agreed to a new version of the terms']
  if (move.why === 'batch_cancelled') return ['平台收回了邀请', 'The platform took the invitation back']
  if (move.from === 'paused' && (move.to === 'active' || move.to === 'accepted')) return ['已恢复', 'Resumed']
  if (move.from === 'paused' && move.to === 'invited')
    return ['已恢复，邀请待答复', 'Resumed; the invitation waits for your answer']
  if (move.from === 'suspended' && move.to !== 'expired')
    return ['平台恢复了这项支付方式', 'Restored by the platform']
  return CHANGES[move.to]
}
