import type { App } from './apps.js'
import { callMethod } from './call-method.js'
import type { Desk } from './desk.js'
import { type AlipayRefusal, isRefusal, refusalFields, refuse } from './errors.js'
import { methodNamed, type Outcome } from './methods.js'
import { appNamed, callerOf, readBizContent, refuseRequest, signTypeOf } from './request-checks.js'
import type { Code } from './trades.js'
import { type NodeFields, nodeNameOf, renderAnswer } from './wire/answer.js'
import type { GatewayParameters } from './wire/parameters.js'

/** `hang` and `drop` never answer. A page call opens a page, or explains itself on one. */
export type GatewayReply =
  | { kind: 'json'; body: Buffer }
  | { kind: 'page'; code: Code }
  | { kind: 'error_page'; fields: NodeFields }
  | { kind: 'hang' }
  | { kind: 'drop' }

/** Answers one request of the gateway: what is wrong is answered with a documented code and HTTP 200. */
export async function answerGateway(desk: Desk, parameters: GatewayParameters): Promise<GatewayReply> {
  const name = parameters.get('method') ?? ''
  const method = methodNamed(name)
  const app = appNamed(desk.apps, parameters)
  const reply = (fields: NodeFields, forged = false): Promise<GatewayReply> =>
    render(app, parameters, method ? nodeNameOf(name) : 'error_response', fields, forged)
  const refused = (refusal: AlipayRefusal): Promise<GatewayReply> | GatewayReply => {
    const fields = refusalFields(refusal)
    return method?.way === 'page' ? { kind: 'error_page', fields } : reply(fields)
  }

  const refusal = refuseRequest(parameters, app)
  if (refusal) return refused(refusal)
  if (!method || !app) return reply(refusalFields(refuse('isv.invalid-method')))
  const biz = readBizContent(parameters)
  if (isRefusal(biz)) return refused(biz)

  const outcome = await callMethod(desk, name, method, biz, callerOf(app, parameters))
  if (outcome.kind !== 'answer') return outcome
  if (isCode(outcome.answer)) return { kind: 'page', code: outcome.answer }
  return method.way === 'page'
    ? { kind: 'error_page', fields: outcome.answer }
    : reply(outcome.answer, outcome.forged)
}

async function render(
  app: App | undefined,
  parameters: GatewayParameters,
  nodeName: string,
  fields: NodeFields,
  forged: boolean,
): Promise<GatewayReply> {
  // A stranger's app has no Alipay key to sign with: such answers come unsigned.
  const key = app?.alipayKey ?? null
  const node = { name: nodeName, fields }
  const body = await renderAnswer(node, key, signTypeOf(parameters), parameters.charset ?? 'utf-8')
  if (!forged) return { kind: 'json', body }
  const text = body.toString('latin1')
  const at = text.lastIndexOf('"sign":"') + 8
  const flipped = text[at] === 'A' ? 'B' : 'A'
  return { kind: 'json', body: Buffer.from(text.slice(0, at) + flipped + text.slice(at + 1), 'latin1') }
}

function isCode(outcome: Outcome): outcome is Code {
  return 'terms' in outcome
}
