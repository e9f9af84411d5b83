import { Type } from 'typebox'
import { type HttpServer, respond } from '../../platform/http/index.js'
import { isRefusal, refuse } from '../../platform/refusal/index.js'
import { conditionOfUser, oneOf, onlyRoles, ROLES, readCursor, toPage, type User } from '../access/index.js'
import { GivenWhy, recordChange, WhyBody } from '../audit/index.js'
import { bodyMayBeAbsent } from './body-may-be-absent.js'
import { byOf } from './by-of.js'
import type { ConsoleDeps } from './deps.js'
import { PageQuery } from './page-query.js'

const IdParams = Type.Object({ id: Type.String({ maxLength: 64 }) })

/** Who may sign in, and what each person is trusted with. */
export function registerPeopleRoutes(http: HttpServer, { access, db, clock }: ConsoleDeps): void {
  http.get(
    '/console/api/users',
    {
      schema: {
        hide: true,
        querystring: Type.Object({
          ...PageQuery,
          realm: Type.Optional(oneOf(['console', 'workbench'], 'Where they sign in.')),
          q: Type.Optional(Type.String({ maxLength: 64 })),
        }),
      },
    },
    async (request, reply) => {
      const { cursor, limit = 20, realm = 'console', q } = request.query
      const before = readCursor(cursor)
      if (isRefusal(before)) return respond(reply, before)
      const users = await access.listUsers({ realm, q }, { before, limit: limit + 1 })
      return respond(
        reply,
        toPage(users, limit, ({ createdAt, id }) => ({ at: createdAt, id }), viewUser),
      )
    },
  )

  http.post(
    '/console/api/users',
    {
      config: onlyRoles('admin'),
      schema: {
        hide: true,
        body: Type.Object(
          {
            ...WhyBody.properties,
            username: Type.String({ minLength: 1, maxLength: 64 }),
            password: Type.String({ minLength: 12, maxLength: 256 }),
            /** The merchant that a seller works for. */
            merchantId: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
            /** For a person of the console. */
            role: Type.Optional(oneOf(ROLES, 'What the person is trusted with.')),
          },
          { additionalProperties: false },
        ),
      },
    },
    async (request, reply) => {
      const { username, password, merchantId = null, role = null } = request.body
      if ((merchantId === null) === (role === null)) return respond(reply, refuse('user_shape_unclear'))
      const realm = role === null ? 'workbench' : 'console'
      const made = await access.registerUser({ realm, username, password, merchantId, role }, (tx, userId) =>
        recordChange(tx, {
          ...byOf(request),
          at: clock.now(),
          action: 'user.add',
          subject: `user:${userId}`,
          subjectName: username,
          from: null,
          to: conditionOfUser({ realm, username, merchantId, role, disabledAt: null }),
        }),
      )
      return respond(reply, isRefusal(made) ? made : { userId: made.userId }, 201)
    },
  )

  http.post(
    '/console/api/users/:id/role',
    {
      config: onlyRoles('admin'),
      schema: {
        hide: true,
        params: IdParams,
        body: Type.Object(
          { role: oneOf(ROLES, 'The new role.'), why: GivenWhy },
          { additionalProperties: false },
        ),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const changed = await db.tx(async (tx) => {
        const change = await access.changeRole(tx, id, request.body.role)
        if (isRefusal(change)) return change
        if (change.before.role !== change.after.role)
          await recordChange(tx, {
            ...byOf(request),
            at: clock.now(),
            action: 'user.change-role',
            subject: `user:${id}`,
            subjectName: change.after.username,
            from: { role: change.before.role },
            to: { role: change.after.role },
          })
        return viewUser(change.after)
      })
      return respond(reply, changed)
    },
  )

  for (const verb of ['enable', 'disable'] as const)
    http.post(
      `/console/api/users/:id/${verb}`,
      {
        config: onlyRoles('admin'),
        ...bodyMayBeAbsent,
        schema: { hide: true, params: IdParams, body: WhyBody },
      },
      async (request, reply) => {
        const { id } = request.params
        const changed = await db.tx(async (tx) => {
          const change = await access.switchUser(tx, id, `${verb}d`)
          if (isRefusal(change)) return change
          const [from, to] = [change.before, change.after].map((user) => ({
            disabled: user.disabledAt !== null,
          }))
          if (from?.disabled !== to?.disabled)
            await recordChange(tx, {
              ...byOf(request),
              at: clock.now(),
              action: `user.${verb}`,
              subject: `user:${id}`,
              subjectName: change.after.username,
              from,
              to,
            })
          return viewUser(change.after)
        })
        return respond(reply, changed)
      },
    )
}

function viewUser(user: User) {
  return {
    ...user,
    createdAt: user.createdAt.toISOString(),
    disabledAt: user.disabledAt?.toISOString() ?? null,
  }
}
