import type { Tone } from '../../office/src/names.js'
import type { Launch } from './launches-api.js'

interface Naming {
  zh: string
  en: string
  tone: Tone
}

const STATES: Record<Launch['state'], Naming> = {
  not_invited: { zh: '未开通', en: 'Not switched on', tone: 'quiet' },
  invited: { zh: '待答复', en: 'Waiting for your answer', tone: 'warn' },
  accepted: { zh: '办理中', en: 'Being set up', tone: 'busy' },
  active: { zh: '暂不可用', en: 'Not available just now', tone: 'warn' },
  declined: { zh: '已婉拒', en: 'Declined', tone: 'quiet' },
  expired: { zh: '邀请已过期', en: 'Invitation expired', tone: 'quiet' },
  paused: { zh: '您已暂停', en: 'Paused by you', tone: 'quiet' },
  suspended: { zh: '平台已暂停', en: 'Suspended by the platform', tone: 'alarm' },
}

/** What a merchant wants to know first: can my shoppers pay with it now? */
export function launchState(launch: Launch): Naming {
  if (launch.live && launch.partly)
    return { zh: '已上线 · 部分顾客可见', en: 'Live for some shoppers', tone: 'good' }
  if (launch.live) return { zh: '已上线', en: 'Live', tone: 'good' }
  if (launch.because.some(({ code }) => code === 'terms_not_agreed'))
    return { zh: '已停用 · 待同意新规则', en: 'Off until you agree', tone: 'alarm' }
  return STATES[launch.state]
}

/** How a change is marked in the list of what changed. */
export const toneOfChange = (state: Launch['state']): Tone =>
  state === 'active' ? 'good' : state === 'invited' || state === 'accepted' ? 'busy' : STATES[state].tone

/** A letter that waits for an answer. */
export const isLetter = (launch: Launch) => launch.state === 'invited' && !launch.openToEveryone

/** Whether the merchant may switch it off, or on again. */
export const mayPause = (launch: Launch) =>
  launch.state === 'active' ||
  launch.state === 'accepted' ||
  (launch.openToEveryone && ['not_invited', 'invited', 'expired'].includes(launch.state))
