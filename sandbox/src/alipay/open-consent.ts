import type { Consent } from './consents.js'
import type { Desk } from './desk.js'
import { isRefusal, refusalFields, refuse } from './errors.js'
import { isConsent, methodNamed } from './methods.js'
import { appNamed, callerOf, readBizContent, refuseRequest } from './request-checks.js'
import { readOrderString } from './wire/parameters.js'

type Explained = { zh: string; en: string }

/** The consent behind the address of its page, or behind signed parameters as a wallet or a browser is handed them. */
export function openConsent(desk: Desk, text: string): Consent | Explained {
  const id = /^https?:\/\/[^/\s]+\/consent\/([0-9a-f]{32})$/.exec(text)?.[1]
  if (id !== undefined) return desk.consents.get(id) ?? explain('没有这个页面。', 'There is no such page.')
  const link = /^https?:\/\/[^/\s]+\/gateway\.do\?(.+)$/s.exec(text)
  const parameters = readOrderString(link ? link[1]! : text)
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
