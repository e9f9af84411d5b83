import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { callWithFaults } from '../core/calls.js'
import type { Core } from '../core/core.js'
import { deskKeys } from '../core/desk-keys.js'
import {
  type DeskApplication,
  DeskRefused,
  type HandedIn,
  onTheWire,
  type ReviewDesk,
} from './applications.js'

export const DESK_OPERATIONS = ['hand_in', 'read'] as const

const NUMBER = Type.String({ pattern: '^[0-9A-Za-z_.-]{1,64}$' })
const HANDED_IN = Type.Object(
  {
    application_no: NUMBER,
    submission: Type.Integer({ minimum: 1, maximum: 1_000 }),
    kind: Type.String({ minLength: 1, maxLength: 64 }),
    documents: Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 4_000 })),
    notify_url: Type.String({ pattern: '^https?://', maxLength: 1_024 }),
  },
  { additionalProperties: false },
)

interface DeskAnswer {
  status: number
  body: Record<string, unknown>
}

/** The desk's own calls, beside the home page: a protocol of this project's, as institutions have none for it. */
export function serveReviewDesk(app: FastifyInstance, core: Core, desk: ReviewDesk): void {
  app.post<{ Body: HandedIn }>('/desk/applications', { schema: { body: HANDED_IN } }, (request, reply) =>
    answer(core, request, reply, 'hand_in', request.body.application_no, () => desk.handIn(request.body)),
  )
  app.get<{ Params: { applicationNo: string } }>('/desk/applications/:applicationNo', (request, reply) => {
    const { applicationNo } = request.params
    return answer(core, request, reply, 'read', applicationNo, () => desk.read(applicationNo))
  })
}

async function answer(
  core: Core,
  request: FastifyRequest,
  reply: FastifyReply,
  operation: (typeof DESK_OPERATIONS)[number],
  applicationNo: string,
  act: () => DeskApplication,
): Promise<unknown> {
  const run = (): DeskAnswer => {
    try {
      if (!isOurs(core, request)) throw new DeskRefused(401, 'TOKEN_NOT_VALID', '令牌无效')
      return { status: 200, body: onTheWire(act()) }
    } catch (error) {
      if (!(error instanceof DeskRefused)) throw error
      const { status, code, message, reasons } = error
      return { status, body: { code, message, ...(reasons.length > 0 ? { reasons } : {}) } }
    }
  }
  const outcome = await callWithFaults<DeskAnswer>(
    core,
    { institution: 'review_desk', operation, outTradeNo: applicationNo },
    run,
    {
      fail: ({ status, code, message }) => ({
        status: status ?? 500,
        body: { code: code ?? 'SYSTEM_ERROR', message: message ?? '系统繁忙，请稍后再试' },
      }),
      notEnough: () => ({ status: 429, body: { code: 'TOO_MANY_CALLS', message: '调用过于频繁' } }),
    },
  )
  if (outcome.kind === 'answer') {
    await core.store.written()
    return reply.code(outcome.answer.status).send(outcome.answer.body)
  }
  reply.hijack()
  if (outcome.kind === 'drop') request.raw.socket.destroy()
  else core.hanging.keep(request.raw.socket)
  return reply
}

function isOurs(core: Core, request: FastifyRequest): boolean {
  const given = Buffer.from(request.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${deskKeys(core.keys).token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
