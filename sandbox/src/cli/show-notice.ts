import { openAead, readV2Xml } from '@hutong/wechatpay'
import type { Credentials } from '../core/credentials.js'
import type { InstitutionName } from '../core/institution.js'
import type { NoticeRecord, NoticeTry } from '../core/notices.js'
import type { Paint } from './say.js'

const NAMES: Record<InstitutionName, string> = {
  wechatpay: '微信支付 WeChat Pay',
  alipay: '支付宝 Alipay',
  acquirer: '收单机构 Acquirer',
  official_account: '公众平台 Official account',
  review_desk: '审核台 Review desk',
}
const SHOWN_ANSWER = 300

/** One delivery for people: where it went, how it was signed, what it said, what was answered. */
export function showTry(
  notice: NoticeRecord,
  one: NoticeTry,
  mark: { number: number; tryNumber: number },
  credentials: Credentials,
  paint: Paint,
): string {
  const head = `[${mark.number}] ${time(one.atMs)}  ${NAMES[notice.institution]}  ${notice.event}  ${notice.outTradeNo}  第 ${mark.tryNumber} 次 try ${mark.tryNumber}`
  const lines = [
    paint.bold(head),
    `  → POST ${one.sentTo}`,
    ...signatureLines(notice, one).map((line) => paint.dim(`    ${line}`)),
    ...contentLines(notice, one, credentials).map((line) => `    ${line}`),
  ]
  if (one.alter) lines.push(paint.bad(`    故意变造 altered on request: ${one.alter}`))
  const acknowledged = notice.state === 'acknowledged' && one === notice.tries.at(-1)
  const answer = one.answer.trim().slice(0, SHOWN_ANSWER)
  const said = one.status === null ? `没有应答 no answer: ${one.error}` : `${one.status} ${answer}`.trim()
  const verdict = acknowledged ? '已确认 acknowledged' : '未确认 not acknowledged'
  lines.push(
    (acknowledged ? paint.good : paint.bad)(`  ← ${said}  (${Math.round(one.tookMs)} ms)  ${verdict}`),
  )
  return lines.join('\n')
}

/** A notice that is not on its way, and why. */
export function showStill(notice: NoticeRecord, number: number, paint: Paint): string {
  const why =
    notice.state === 'lost'
      ? '按故障规则从不发送 never sent, as a fault rule asks'
      : '被扣住，可在首页放行 held; release it on the home page'
  return paint.bold(
    `[${number}] ${time(notice.createdAtMs)}  ${NAMES[notice.institution]}  ${notice.event}  ${notice.outTradeNo}  ${why}`,
  )
}

/** WeChat Pay signs in headers, over V2 in the XML, the acquirer in one, Alipay among the parameters. */
function signatureLines(notice: NoticeRecord, one: NoticeTry): string[] {
  if (notice.institution === 'wechatpay') {
    const v2 = readV2Xml(one.body)
    if (v2) return [`sign: ${v2.sign ?? ''}`]
    return Object.entries(one.headers)
      .filter(([name]) => /^wechatpay-/i.test(name))
      .map(([name, value]) => `${name}: ${value}`)
  }
  if (notice.institution === 'acquirer') return [`Authorization: ${one.headers.Authorization ?? ''}`]
  if (notice.institution === 'official_account') return [one.sentTo.slice(one.sentTo.indexOf('?') + 1)]
  if (notice.institution === 'review_desk')
    return Object.entries(one.headers)
      .filter(([name]) => name.startsWith('webhook-'))
      .map(([name, value]) => `${name}: ${value}`)
  const parameters = new URLSearchParams(one.body)
  return ['sign_type', 'sign'].flatMap((name) => {
    const value = parameters.get(name)
    return value === null ? [] : [`${name}: ${value}`]
  })
}

function contentLines(notice: NoticeRecord, one: NoticeTry, credentials: Credentials): string[] {
  if (notice.institution === 'alipay') {
    return [...new URLSearchParams(one.body)]
      .filter(([name]) => !name.startsWith('sign'))
      .map(([name, value]) => `${name}=${value}`)
  }
  const plaintext = opened(one.body, [
    credentials.wechatpay.apiV3Key,
    ...(credentials.wechatpayMerchants ?? []).map(({ apiV3Key }) => apiV3Key),
  ])
  return plaintext === null ? [one.body] : [`解密后 decrypted: ${plaintext}`]
}

function opened(body: string, keys: readonly string[]): string | null {
  let resource: { ciphertext?: string; nonce?: string; associated_data?: string } | undefined
  try {
    resource = (JSON.parse(body) as { resource?: typeof resource }).resource
  } catch {
    return null
  }
  if (!resource?.ciphertext || !resource.nonce) return null
  for (const key of keys) {
    try {
      return openAead(resource.ciphertext, key, resource.nonce, resource.associated_data ?? '')
    } catch {
      // Another merchant's key; the next is tried.
    }
  }
  return null
}

function time(atMs: number): string {
  return new Date(atMs + 8 * 3_600_000).toISOString().slice(11, 19)
}
