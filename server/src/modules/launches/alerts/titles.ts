import { kindOf } from '../capability/kinds.js'

/** An alert in a sentence. */
export interface AlertTitle {
  readonly title: string
  readonly titleEn: string
}

type Data = Readonly<Record<string, unknown>>
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The reasons are in the data; which capability it is, in the subject. */
const capability = (zh: string, en: string) => (_data: Data, subject: string) => {
  const id = subject.replace(/^capability:/, '')
  const kind = kindOf(id)
  return {
    title: `能力“${kind?.name ?? id}”${zh}`,
    titleEn: `The capability “${kind?.nameEn ?? id}” ${en}`,
  }
}

const merchants = (count: unknown, one: string, more: string): string =>
  Number(count) === 1 ? `1 merchant ${one}` : `${Number(count)} merchants ${more}`

const TITLES: Readonly<Record<string, (data: Data, subject: string) => AlertTitle>> = {
  'guardrail.tripped': ({ name, nameEn, zh, en }) => ({
    title: `护栏触发：${text(name)}。${text(zh)}`,
    titleEn: `Guardrail tripped: ${text(nameEn)}. ${text(en)}`,
  }),
  'method.failing': ({ method }) => ({
    title: `${text(method)} 几乎全部失败：支付机构拒绝或没有答复`,
    titleEn: `${text(method)} fails for nearly everyone: the institution declines or does not answer`,
  }),
  'method.well': ({ method, rule }) =>
    rule === 'tried_again'
      ? {
          title: `${text(method)} 停用一段时间后再次试用`,
          titleEn: `${text(method)} is tried again after a while`,
        }
      : { title: `${text(method)} 已恢复正常`, titleEn: `${text(method)} works again` },
  terms_near: ({ label, notAgreed, stage }) => ({
    title: `平台规则 ${text(label)} ${stage === 'day_before' ? '一天内' : '一周内'}生效，还有 ${Number(notAgreed)} 家商户没有同意`,
    titleEn: `Terms ${text(label)} take effect within a ${stage === 'day_before' ? 'day' : 'week'}; ${merchants(notAgreed, 'has not agreed', 'have not agreed')}`,
  }),
  terms_took_effect: ({ label, notAgreed }) => ({
    title: `平台规则 ${text(label)} 已生效，${Number(notAgreed)} 家商户没有同意，支付方式已对其关闭`,
    titleEn: `Terms ${text(label)} are in force; ${merchants(notAgreed, 'has not agreed and is', 'have not agreed and are')} without the methods`,
  }),
  'capability.suspended': capability('被暂停，相关支付方式已隐藏', 'was suspended; its methods are hidden'),
  'capability.withdrawn': capability('已收回，相关支付方式已隐藏', 'was taken back; its methods are hidden'),
}

/** A kind that brings its own sentences (`title`, `titleEn`) needs no line above. */
export function entitleAlert(kind: string, subject: string, data: Data): AlertTitle {
  const known = TITLES[kind]
  if (known !== undefined) return known(data, subject)
  const title = text(data.title)
  return { title: title || kind, titleEn: text(data.titleEn) || title || kind }
}
