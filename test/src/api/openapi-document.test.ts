import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  createTestDatabase,
  type PlatformProcess,
  startPlatformProcess,
  type TestDatabase,
} from '../support/index.js'
import type { Document } from './support/document.js'

let database: TestDatabase
let platform: PlatformProcess
let document: Document

beforeAll(async () => {
  database = await createTestDatabase()
  platform = await startPlatformProcess({ databaseUrl: database.url })
  document = (await (await fetch(`${platform.url}/openapi.json`)).json()) as Document
}, 60_000)
afterAll(async () => {
  await platform.stop()
  await database.drop()
})

it('is valid, and every operation says what it is', async () => {
  expect(await new Validator().validate(structuredClone(document) as never)).toEqual({ valid: true })
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
  const ids = operations.map(({ operationId }) => operationId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(operations.filter(({ summary, tags }) => !summary || !tags?.length)).toEqual([])
})

it('describes every field', () => {
  const undescribed: string[] = []
  const walk = (schema: unknown, path: string): void => {
    if (typeof schema !== 'object' || schema === null) return
    const { properties, items } = schema as { properties?: Record<string, object>; items?: object }
    for (const [name, field] of Object.entries(properties ?? {})) {
      if (!('description' in field) && !('$ref' in field)) undescribed.push(`${path}.${name}`)
      walk(field, `${path}.${name}`)
    }
    walk(items, `${path}[]`)
  }
  for (const [name, schema] of Object.entries(document.components.schemas)) walk(schema, name)
  expect(undescribed).toEqual([])
})

it('has a page that people can read', async () => {
  const page = await fetch(`${platform.url}/docs/`)
  expect(page.status).toBe(200)
  expect(page.headers.get('content-type')).toContain('text/html')
})
