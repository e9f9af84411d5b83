import { Type } from 'typebox'
import { type HttpServer, respond } from '../../platform/http/index.js'
import { isRefusal } from '../../platform/refusal/index.js'
import { answer, IdempotencyKeyHeader, marketplaceCall, refused } from '../access/index.js'
import { Action, Attempt, CHECKOUTS_REFUSALS, CheckoutParams, Failure } from '../checkouts/index.js'
import type { AttemptsDeps } from './deps.js'
import { drawQrPng, drawQrSvg, QR_REFUSALS, readQrContent } from './qr-code.js'
import { readAttempt } from './read-attempt.js'
import { recheckAttempt } from './recheck-attempt.js'
import { ATTEMPTS_REFUSALS } from './refusals.js'
import { AttemptParams, NewAttempt } from './schema.js'
import { startAttempt } from './start-attempt.js'

const CATALOG = { ...CHECKOUTS_REFUSALS, ...ATTEMPTS_REFUSALS, ...QR_REFUSALS }
const image = (type: string, description: string) => ({
  description,
  content: { [type]: { schema: Type.Unsafe<string>({ type: 'string', format: 'binary' }) } },
})

export function registerAttemptsRoutes(http: HttpServer, deps: AttemptsDeps): void {
  for (const schema of [Failure, Action, Attempt]) http.addSchema(schema)

  http.post(
    '/v1/checkouts/:checkoutId/attempts',
    {
      schema: {
        ...marketplaceCall(
          'Attempts',
          'startAttempt',
          'Start a payment',
          'A pending attempt at another institution is asked about and closed there first, so that a checkout is paid once.',
        ),
        headers: IdempotencyKeyHeader,
        params: CheckoutParams,
        body: NewAttempt,
        response: {
          201: answer(Attempt, 'The attempt, with what the payer must do next.'),
          ...refused(
            CATALOG,
            [
              'checkout_not_found',
              'checkout_not_open',
              'checkout_locked_to_institution',
              'method_not_offered',
              'method_not_in_scene',
              'method_not_available',
              'rival_still_open',
              'rival_was_paid',
              'institution_declined',
            ],
            'POST',
          ),
        },
      },
    },
    async (request, reply) => {
      const { method, scene, payerIp, returnUrl } = request.body
      const attempt = await startAttempt(deps, {
        checkoutId: request.params.checkoutId,
        method,
        scene,
        payerIp: payerIp ?? request.ip,
        returnUrl: returnUrl ?? null,
      })
      return respond(reply, attempt, 201)
    },
  )

  http.get(
    '/v1/checkouts/:checkoutId/attempts/:attemptId',
    {
      schema: {
        ...marketplaceCall('Attempts', 'readAttempt', 'Read an attempt'),
        params: AttemptParams,
        response: { 200: answer(Attempt, 'The attempt.'), ...refused(CATALOG, ['attempt_not_found']) },
      },
    },
    async (request, reply) =>
      respond(reply, await readAttempt(deps, request.params.checkoutId, request.params.attemptId)),
  )

  http.post(
    '/v1/checkouts/:checkoutId/attempts/:attemptId/recheck',
    {
      schema: {
        ...marketplaceCall(
          'Attempts',
          'recheckAttempt',
          'Ask the institution now',
          'Attempts are asked about by themselves; this is for a person who is waiting. At most once in two seconds.',
        ),
        headers: IdempotencyKeyHeader,
        params: AttemptParams,
        response: {
          200: answer(Attempt, 'The attempt as the institution tells it now.'),
          ...refused(CATALOG, ['attempt_not_found', 'recheck_too_soon'], 'POST'),
        },
      },
    },
    async (request, reply) => {
      const { checkoutId, attemptId } = request.params
      return respond(reply, await recheckAttempt(deps, checkoutId, attemptId))
    },
  )

  http.get(
    '/v1/checkouts/:checkoutId/attempts/:attemptId/qr.png',
    {
      schema: {
        ...marketplaceCall('Attempts', 'drawQrPng', 'The QR code as a PNG image'),
        params: AttemptParams,
        querystring: Type.Object({
          size: Type.Optional(
            Type.Integer({
              description: 'Width and height in pixels.',
              minimum: 600,
              maximum: 1600,
              default: 600,
            }),
          ),
        }),
        response: {
          200: image('image/png', 'The QR code.'),
          ...refused(CATALOG, ['attempt_not_found', 'no_qr_code']),
        },
      },
    },
    async (request, reply) => {
      const content = await readQrContent(deps, request.params.checkoutId, request.params.attemptId)
      if (isRefusal(content)) return respond(reply, content)
      return reply.type('image/png').send((await drawQrPng(content, request.query.size)) as never)
    },
  )

  http.get(
    '/v1/checkouts/:checkoutId/attempts/:attemptId/qr.svg',
    {
      schema: {
        ...marketplaceCall('Attempts', 'drawQrSvg', 'The QR code as an SVG image'),
        params: AttemptParams,
        response: {
          200: image('image/svg+xml', 'The QR code.'),
          ...refused(CATALOG, ['attempt_not_found', 'no_qr_code']),
        },
      },
    },
    async (request, reply) => {
      const content = await readQrContent(deps, request.params.checkoutId, request.params.attemptId)
      if (isRefusal(content)) return respond(reply, content)
      return reply.type('image/svg+xml').send((await drawQrSvg(content)) as never)
    },
  )
}
