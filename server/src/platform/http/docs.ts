import fastifySwagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import fastifySwaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { ProblemRef } from './problem.js'

type OpenApi = NonNullable<FastifyDynamicSwaggerOptions['openapi']>

/** What the OpenAPI document says beside the routes. */
export interface ApiDescription {
  readonly title: string
  readonly version: string
  readonly description: string
  readonly tags?: NonNullable<OpenApi['tags']>
  readonly securitySchemes?: NonNullable<NonNullable<OpenApi['components']>['securitySchemes']>
  readonly servers?: NonNullable<OpenApi['servers']>
}

/** The document at /openapi.json and its page at /docs. Routes with `schema: { hide: true }` are left out. */
export async function describeApi(app: FastifyInstance, api: ApiDescription): Promise<void> {
  app.addHook('onRoute', ({ schema }) => {
    if (schema === undefined || schema.hide === true) return
    // Every route can refuse, and all refuse alike; a route adds only what it has to say about one status.
    schema.response = { '4xx': ProblemRef, '5xx': ProblemRef, ...(schema.response as object | undefined) }
  })
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: api.title, version: api.version, description: api.description },
      ...(api.tags === undefined ? {} : { tags: api.tags }),
      ...(api.servers === undefined ? {} : { servers: api.servers }),
      ...(api.securitySchemes === undefined ? {} : { components: { securitySchemes: api.securitySchemes } }),
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) => String(json.$id ?? `def-${index}`),
    },
  })
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
  await app.register(fastifySwaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    uiConfig: { docExpansion: 'list', deepLinking: true, tryItOutEnabled: true },
    theme: { title: `${api.title} API` },
    logo: { type: 'image/svg+xml', content: Buffer.from(LOGO), href: '/docs', target: '_self' },
  })
}

/** Two courtyards and the lane that joins them. */
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="180" height="40" viewBox="0 0 180 40" fill="none">
<g stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"><path d="M6 16V6h10M34 24v10H24M13 27 27 13M13 27h8M13 27v-8M27 13h-8M27 13v8"/></g>
<text x="46" y="28" fill="#fff" font-family="system-ui, sans-serif" font-size="22" font-weight="600">Hutong 互通</text></svg>`
