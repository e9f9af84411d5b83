import type { App } from './apps.js'
import { callMethod } from './call-method.js'
import type { Desk } from './desk.js'
import { type AlipayRefusal, isRefusal, refusalFields, refuse } from './errors.js'
import { isCode, isConsent, methodNamed, type Outcome } from './methods.js'
import {
  appNamed,
  callerOf,
  isEncrypted,
  readBizContent,
  refuseRequest,
  signTypeOf,
  topLevelFields,
} from './request-checks.js'
import { type NodeFields, nodeNameOf, renderAnswer, renderNode } from './wire/answer.js'
import { encryptContent } from './wire/content-encryption.js'
import type { GatewayParameters } from './wire/parameters.js'

/** `hang` and `drop` never answer. A page call opens a page, or explains itself on one. */
export type GatewayReply =
  | { kind: 'json'; body: Buffer }
  | { kind: 'page'; path: string }
  | { kind: 'error_page'; fields: NodeFields }
  | { kind: 'hang' }
  | { kind: 'drop' }

/** Answers one request of the gateway: what is wrong is answered with a documented code and HTTP 200. */
export async function answerGateway(desk: Desk, parameters: GatewayParameters): Promise<GatewayReply> {
  const name = parameters.get('method') ?? ''
  const method = methodNamed(name)
  const app = appNamed(desk.apps, parameters)
  const nodeName = method ? nodeNameOf(name) : 'error_response'
  const reply = (fields: NodeFields, how: { forged?: boolean; encrypted?: boolean } = {}) =>
    render(app, parameters, nodeName, fields, how)
  const refused = (refusal: AlipayRefusal): Promise<GatewayReply> | GatewayReply => {
    const fields = refusalFields(refusal)
    return method?.way === 'page' ? { kind: 'error_page', fields } : reply(fields)
  }

  const refusal = refuseRequest(desk.apps, parameters, app)
  if (refusal) return refused(refusal)
  if (!method || !app) return reply(refusalFields(refuse('isv.invalid-method')))
  const caller = callerOf(desk, app, parameters)
  if (isRefusal(caller)) return refused(caller)
  const biz = method.topLevel ? topLevelFields(parameters, method.topLevel) : readBizContent(parameters, app)
  if (isRefusal(biz)) return refused(biz)

  const outcome = await callMethod(desk, name, method, biz, caller)
  if (outcome.kind !== 'answer') return outcome
  const path = pathTo(outcome.answer)
  if (path !== null) return { kind: 'page', path }
  const fields = outcome.answer as NodeFields
  return method.way === 'page'
    ? { kind: 'error_page', fields }
    : reply(fields, { forged: outcome.forged, encrypted: isEncrypted(parameters) })
}

async function render(
  app: App | undefined,
  parameters: GatewayParameters,
  nodeName: string,
  fields: NodeFields,
  { forged = false, encrypted = false }: { forged?: boolean; encrypted?: boolean },
): Promise<GatewayReply> {
  // A stranger's app has no Alipay key to sign with: such answers come unsigned.
  const key = app?.alipayKey ?? null
  const plain = renderNode(fields)
  // A refusal before the content was read stays readable.
  const charset = parameters.charset ?? 'utf-8'
  const text = encrypted && app?.encryptKey ? `"${encryptContent(plain, app.encryptKey, charset)}"` : plain
  const body = await renderAnswer({ name: nodeName, text }, key, {
    signType: signTypeOf(parameters),
    charset,
    // Only who speaks certificates is told the serial: in key mode one SDK would look for it.
    certificateSn: parameters.get('app_cert_sn') === undefined ? null : (app?.alipayCertificateSn ?? null),
  })
  if (!forged) return { kind: 'json', body }
  const written = body.toString('latin1')
  const at = written.lastIndexOf('"sign":"') + 8
  const flipped = written[at] === 'A' ? 'B' : 'A'
  return { kind: 'json', body: Buffer.from(written.slice(0, at) + flipped + written.slice(at + 1), 'latin1') }
}

/** The page that a page call opens: the cashier of a code, or the question of a consent. */
function pathTo(outcome: Outcome): string | null {
  if (isCode(outcome)) return `/${outcome.terms.product === 'wap_pay' ? 'wap' : 'cashier'}/${outcome.id}`
  return isConsent(outcome) ? `/consent/${outcome.id}` : null
}
