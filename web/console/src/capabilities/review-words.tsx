import { Tag } from '../../../office/src/figures.js'
import { type Language, useLanguage } from '../../../office/src/language.js'
import type { Tone } from '../../../office/src/names.js'
import type { ReviewState } from './capability-api.js'

interface StateWords {
  readonly tone: Tone
  readonly zh: string
  readonly en: string
  /** What it means, and what happens or is to be done next. */
  readonly nextZh: string
  readonly nextEn: string
}

const REVIEW_STATES: Record<ReviewState, StateWords> = {
  draft: {
    tone: 'quiet',
    zh: '草稿',
    en: 'Draft',
    nextZh: '填好资料后提交给机构。',
    nextEn: 'Fill in the documents and hand it in.',
  },
  submitted: {
    tone: 'busy',
    zh: '已提交',
    en: 'Handed in',
    nextZh: '正在确认机构是否收到；没有答复时会用同一编号再问。',
    nextEn: 'Finding out whether the institution has it; asked again under the same number.',
  },
  under_review: {
    tone: 'busy',
    zh: '审核中',
    en: 'Under review',
    nextZh: '机构正在审核，通常需要一到几个工作日，结果会自动更新。',
    nextEn:
      'The institution is reviewing it, which takes one to a few working days; the result comes by itself.',
  },
  to_be_rectified: {
    tone: 'warn',
    zh: '待整改',
    en: 'To be rectified',
    nextZh: '按字段旁的原因修改，然后重新提交。',
    nextEn: 'Put right what stands beside the fields, and hand it in again.',
  },
  granted: {
    tone: 'good',
    zh: '已开通',
    en: 'Granted',
    nextZh: '可以使用了。',
    nextEn: 'It may be used.',
  },
  suspended: {
    tone: 'alarm',
    zh: '已暂停',
    en: 'Suspended',
    nextZh: '机构暂停了它，依赖它的支付方式已经全部隐藏。按原因整改后重新提交。',
    nextEn:
      'The institution holds it back, and the methods that need it are hidden. Put right the reasons and hand it in again.',
  },
  withdrawn: {
    tone: 'quiet',
    zh: '已撤回',
    en: 'Withdrawn',
    nextZh: '不再使用；可以重新开始申请。',
    nextEn: 'No longer used; it can be begun again.',
  },
}

export const stateName = (state: ReviewState, language: Language): string => REVIEW_STATES[state][language]

export function ReviewTag({ state }: { state: ReviewState }) {
  const { language } = useLanguage()
  return <Tag tone={REVIEW_STATES[state].tone}>{stateName(state, language)}</Tag>
}

export function NextStep({ state }: { state: ReviewState }) {
  const { language } = useLanguage()
  const { nextZh, nextEn } = REVIEW_STATES[state]
  return <p className="muted">{language === 'zh' ? nextZh : nextEn}</p>
}
