import type { TSchema } from 'typebox'

/** What an endpoint answers; `refused` bodies carry {code, zh, en}. */
export interface Reply {
  status: number
  body?: unknown
}

export interface EndpointInput {
  params: Record<string, string>
  query: Record<string, string>
  body: unknown
}

/** One row of the API: what is served and what the OpenAPI document says are the same row. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'DELETE'
  /** With `:name` parameters. */
  path: string
  summary: string
  query?: TSchema
  body?: TSchema
  /** Where a body may be larger than the usual megabyte. */
  largestBodyBytes?: number
  /** null: 204 without a body. */
  answer: TSchema | null
  act(input: EndpointInput): Reply | Promise<Reply>
}

export const done = (body: unknown): Reply => ({ status: 200, body })
export const NOTHING_TO_SAY: Reply = { status: 204 }

export function refused(status: number, code: string, zh: string, en: string): Reply {
  return { status, body: { code, zh, en } }
}

/** A wallet's refusal is a conflict with the state of the order, not a broken request. */
export function orConflict(answer: object): Reply {
  return { status: 'zh' in answer ? 409 : 200, body: answer }
}
