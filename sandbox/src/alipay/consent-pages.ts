import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asksPassword, decide } from './agree.js'
import { consentTexts } from './consent-texts.js'
import type { Consent } from './consents.js'
import type { Desk } from './desk.js'
import { answeredHtml, consentHtml } from './pages/consent.js'
import { contentPolicy } from './pages/layout.js'

type Named = FastifyRequest<{ Params: { id: string } }>

/** The pages where a person agrees. A form of another site cannot answer for them: the browser names its origin. */
export function addConsentPages(server: FastifyInstance, desk: Desk): void {
  server.get('/consent/:id', async (request: Named, reply) => {
    const consent = desk.consents.get(request.params.id)
    if (consent?.state !== 'open') return sendPage(reply, 404, (nonce) => over(nonce))
    return show(desk, consent, reply, null)
  })
  server.post('/consent/:id', async (request: Named, reply) => {
    const consent = desk.consents.get(request.params.id)
    const { origin, host } = request.headers
    const isOwn = origin === undefined || origin === `http://${host}` || origin === `https://${host}`
    const form = new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '')
    const user = desk.core.wallets.user(form.get('user') ?? 'alipay')
    if (!consent || !isOwn || user?.wallet !== 'alipay') return sendPage(reply, 404, (nonce) => over(nonce))
    const agrees = form.get('decision') === 'agree'
    const decision = decide(desk, consent, { user, password: form.get('password'), agrees })
    await desk.core.store.written()
    if (!decision.done)
      return consent.state === 'open'
        ? show(desk, consent, reply, decision)
        : sendPage(reply, 404, (nonce) => over(nonce))
    return sendPage(reply, 200, (nonce) =>
      answeredHtml({ agreed: agrees, returnUrl: decision.returnUrl, nonce }),
    )
  })
}

function show(
  desk: Desk,
  consent: Consent,
  reply: FastifyReply,
  complaint: { zh: string; en: string } | null,
): FastifyReply {
  return sendPage(reply, 200, (nonce) =>
    consentHtml({
      merchant: desk.apps.get(consent.appId)?.name ?? '',
      ...consentTexts(consent),
      users: desk.core.wallets.users().filter((user) => user.wallet === 'alipay'),
      asksPassword: asksPassword(consent),
      complaint,
      nonce,
    }),
  )
}

function over(nonce: string): string {
  return answeredHtml({ agreed: false, returnUrl: null, nonce })
}

function sendPage(reply: FastifyReply, status: number, html: (nonce: string) => string): FastifyReply {
  const nonce = randomBytes(12).toString('base64')
  return reply
    .code(status)
    .header('Content-Type', 'text/html; charset=utf-8')
    .header(
      'Content-Security-Policy',
      contentPolicy(nonce).replace("form-action 'none'", "form-action 'self'"),
    )
    .header('X-Frame-Options', 'DENY')
    .header('Cache-Control', 'no-store')
    .send(html(nonce))
}
