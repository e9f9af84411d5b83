import type { InstitutionName, Scene } from '../../../connectors/contract.js'
import type { CapabilityState } from './facts.js'

type Words = readonly [zh: string, en: string]

const STATES: Readonly<Record<CapabilityState, Words>> = {
  draft: ['填写中', 'a draft'],
  submitted: ['已提交', 'submitted'],
  under_review: ['审核中', 'under review'],
  to_be_rectified: ['待整改', 'to be rectified'],
  granted: ['已开通', 'granted'],
  suspended: ['已暂停', 'suspended'],
  withdrawn: ['已撤回', 'withdrawn'],
}

const SCENES: Readonly<Record<Scene, Words>> = {
  desktop_web: ['电脑网页', 'desktop web'],
  mobile_web: ['手机网页', 'mobile web'],
  app: ['App', 'the app'],
  official_account: ['公众号', 'the official account'],
  mini_program: ['小程序', 'the mini-program'],
}

const INSTITUTIONS: Readonly<Record<InstitutionName, Words>> = {
  wechatpay: ['微信支付', 'WeChat Pay'],
  alipay: ['支付宝', 'Alipay'],
}

const WORDS: Readonly<Record<string, Words>> = { ...STATES, ...SCENES, ...INSTITUTIONS }

/** A state, scene or institution as a person says it; null is nothing that was applied for. */
export function inWords(value: string | number | null | undefined, language: 'zh' | 'en'): string {
  if (value === null || value === undefined) return language === 'zh' ? '尚未申请' : 'not applied for'
  return WORDS[value]?.[language === 'zh' ? 0 : 1] ?? String(value)
}

const BEIJING_MS = 8 * 3_600_000

/** A moment as the marketplace's clocks show it: whoever reads it out to a shopper counts no hours. */
export function momentInWords(iso: string, language: 'zh' | 'en'): string {
  const there = new Date(Date.parse(iso) + BEIJING_MS).toISOString()
  const shown = `${there.slice(0, 10)} ${there.slice(11, 16)}`
  return language === 'zh' ? `北京时间 ${shown}` : `${shown} Beijing time`
}
