import type { Consent } from './consents.js'
import type { Desk } from './desk.js'
import { isRefusal, refusalFields, refuse } from './errors.js'
import { isConsent, methodNamed } from './methods.js'
import { appNamed, callerOf, readBizContent, refuseRequest } from './request-checks.js'
import { type GatewayParameters, readOrderString } from './wire/parameters.js'

type Explained = { zh: string; en: string }

/** Methods that open a page where a person agrees. */
const METHODS = [
  'alipay.user.agreement.page.sign',
  'zhima.credit.payafteruse.creditagreement.sign',
  'zhima.credit.payafteruse.creditbizorder.create',
]

/** Whether a text is the address of a consent page, or signed parameters that lead to one. */
export function asksConsent(text: string): boolean {
  if (PAGE.test(text)) return true
  return text.length <= 65_536 && METHODS.includes(parametersIn(text).get('method') ?? '')
}

const PAGE = /^https?:\/\/[^/\s]+\/consent\/([0-9a-f]{32})$/

function parametersIn(text: string): GatewayParameters {
  const link = /^https?:\/\/[^/\s]+\/gateway\.do\?(.+)$/s.exec(text)
  return readOrderString(link ? link[1]! : text)
}

/** The consent behind the address of its page, or behind signed parameters as a wallet or a browser is handed them. */
export function openConsent(desk: Desk, text: string): Consent | Explained {
  const id = PAGE.exec(text)?.[1]
  if (id !== undefined) return desk.consents.get(id) ?? explain('没有这个页面。', 'There is no such page.')
  const parameters = parametersIn(text)
  const app = appNamed(desk.apps, parameters)
  const method = methodNamed(parameters.get('method') ?? '')
  const refusal = refuseRequest(desk.apps, parameters, app)
  if (refusal || !app || !method) return explainRefusal(refusal ?? refuse('isv.invalid-method'))
  const caller = callerOf(desk, app, parameters)
  const biz = readBizContent(parameters, app)
  const opened = isRefusal(caller) ? caller : isRefusal(biz) ? biz : method.act(desk, biz, caller)
  if (isRefusal(opened)) return explainRefusal(opened)
  return isConsent(opened) ? opened : explain('这不是需要同意的请求。', 'This asks for no consent.')
}

function explainRefusal(refusal: Parameters<typeof refusalFields>[0]): Explained {
  const words = String(refusalFields(refusal).sub_msg)
  return explain(`${words}（${refusal.refusal}）`, `Refused with ${refusal.refusal}: ${words}`)
}

function explain(zh: string, en: string): Explained {
  return { zh, en }
}
