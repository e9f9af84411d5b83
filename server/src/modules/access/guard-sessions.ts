import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Clock } from '../../platform/clock/index.js'
import type { Db } from '../../platform/db/index.js'
import type { HttpServer } from '../../platform/http/index.js'
import { isRefusal, refuse } from '../../platform/refusal/index.js'
import { closeSession, openSession, readSession, type SignedIn } from './sessions.js'
import { createSignIn } from './sign-in.js'
import type { Realm } from './users.js'

declare module 'fastify' {
  interface FastifyRequest {
    signedIn: SignedIn | null
  }
}

export interface SessionOptions {
  readonly db: Db
  readonly clock: Clock
  /** With https the cookie never travels in the clear. */
  readonly publicUrl: string
}

/**
 * Guards /workbench/api/ and /console/api/: every route but sign-in needs the realm's cookie, and everything that
 * changes something needs a header that another site's form cannot send.
 */
export function guardSessions(http: HttpServer, options: SessionOptions): void {
  const { db, clock } = options
  http.decorateRequest('signedIn', null)

  http.addHook('onRequest', async (anyRequest, anyReply) => {
    const request = anyRequest as FastifyRequest
    const reply = anyReply as FastifyReply
    const [, realm, call] = /^\/(workbench|console)\/api\/(.+)$/.exec(request.routeOptions.url ?? '') ?? []
    if (realm === undefined) return
    if (request.method !== 'GET' && request.headers['x-requested-with'] !== 'hutong')
      return reply.refuse(refuse('not_from_our_page'))
    if (call === 'sign-in' || call === 'sign-out') return
    const token = request.cookies[cookieOf(realm as Realm)]
    const signedIn = token === undefined ? null : await readSession(db, clock, realm as Realm, token)
    if (signedIn === null) return reply.refuse(refuse('not_signed_in'))
    request.signedIn = signedIn
    request.caller = `user:${signedIn.userId}`
  })

  for (const realm of ['workbench', 'console'] as const) registerSignInRoutes(http, realm, options)
}

function registerSignInRoutes(
  http: HttpServer,
  realm: Realm,
  { db, clock, publicUrl }: SessionOptions,
): void {
  const signIn = createSignIn(db, clock)
  const cookie = {
    path: `/${realm}`,
    httpOnly: true,
    sameSite: 'strict',
    secure: publicUrl.startsWith('https:'),
  } as const

  http.post(
    `/${realm}/api/sign-in`,
    {
      schema: {
        hide: true,
        body: Type.Object(
          {
            username: Type.String({ minLength: 1, maxLength: 64 }),
            password: Type.String({ minLength: 1, maxLength: 256 }),
          },
          { additionalProperties: false },
        ),
      },
    },
    async (request, reply) => {
      const user = await signIn({ realm, ip: request.ip, ...request.body })
      if (isRefusal(user)) {
        const wait = user.details?.retryAfterS
        if (wait !== undefined) reply.header('retry-after', String(wait))
        return reply.refuse(user)
      }
      // A new token for every sign-in: one that was planted before means nothing.
      const token = await openSession(db, clock, user.userId)
      return reply.setCookie(cookieOf(realm), token, cookie).send({ signedIn: true })
    },
  )

  http.post(`/${realm}/api/sign-out`, { schema: { hide: true } }, async (request, reply) => {
    const token = request.cookies[cookieOf(realm)]
    if (token !== undefined) await closeSession(db, token)
    return reply.clearCookie(cookieOf(realm), cookie).send({ signedIn: false })
  })
}

const cookieOf = (realm: Realm): string => `hutong_${realm}`

/** Who is signed in, on a route behind the guard. */
export function signedInOf(request: Pick<FastifyRequest, 'signedIn'>): SignedIn {
  if (request.signedIn === null) throw new Error('this route is not behind the session guard')
  return request.signedIn
}

/** The merchant that the signed-in seller works for. */
export function merchantOf(request: Pick<FastifyRequest, 'signedIn'>): string {
  const { merchantId } = signedInOf(request)
  if (merchantId === null) throw new Error('this route is not behind the workbench guard')
  return merchantId
}
