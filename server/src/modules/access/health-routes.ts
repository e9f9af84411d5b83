import { Type } from 'typebox'
import { type Db, migrationsInOrder } from '../../platform/db/index.js'
import type { HttpServer } from '../../platform/http/index.js'

const Part = Type.Unsafe<'ok' | 'failing'>({
  type: 'string',
  enum: ['ok', 'failing'],
  description: 'Its state.',
})
const Readiness = Type.Object({ database: Part, migrations: Part })

// A database that does not answer must not hold the prober: its own limit is often a few seconds.
const PATIENCE_MS = 2_000

/** For load balancers and supervisors. Alive: this process answers. Ready: it can also do its work. */
export function registerHealthRoutes(
  http: HttpServer,
  deps: { readonly db: Db; readonly migrationsFolder: string },
): void {
  http.get(
    '/healthz',
    {
      schema: {
        tags: ['Health'],
        operationId: 'readHealth',
        summary: 'Is the process alive',
        response: { 200: Type.Object({ status: Type.Literal('ok') }, { description: 'It answers.' }) },
      },
    },
    async () => ({ status: 'ok' as const }),
  )

  http.get(
    '/readyz',
    {
      schema: {
        tags: ['Health'],
        operationId: 'readReadiness',
        summary: 'Can it do its work',
        response: {
          200: { ...Readiness, description: 'The database answers and has every migration.' },
          503: { ...Readiness, description: 'Send requests elsewhere for now.' },
        },
      },
    },
    async (_request, reply) => {
      const readiness = await readReadiness(deps.db, deps.migrationsFolder)
      const ready = readiness.database === 'ok' && readiness.migrations === 'ok'
      return reply.code(ready ? 200 : 503).send(readiness)
    },
  )
}

async function readReadiness(db: Db, migrationsFolder: string) {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the database does not answer')), PATIENCE_MS)
  })
  try {
    const applied = db.sql<{ name: string; sha256: string }>`select name, sha256 from migrations`
    const migrations = await migrationsInOrder(await Promise.race([applied, patience]), migrationsFolder)
    return { database: 'ok', migrations: migrations ? 'ok' : 'failing' } as const
  } catch {
    return { database: 'failing', migrations: 'failing' } as const
  } finally {
    clearTimeout(timer)
  }
}
