import { Type } from 'typebox'
import { done, type EndpointInput, type Reply, refused } from './endpoint.js'

export const closed = { additionalProperties: false }
export const MCHID = Type.String({ pattern: '^[0-9]{8,12}$' })
export const ANYTHING = Type.Record(Type.String(), Type.Unknown())

const NOT_FOUND = refused(404, 'not_found', '没有这条记录。', 'There is no such record.')
export const orNotFound = (body: unknown): Reply => (body === null ? NOT_FOUND : done(body))
/** Bodies have passed the row's own schema; the cast says which. */
export const bodyOf = <T>(input: EndpointInput): T => input.body as T

/** A wish that contradicts what is there is told in words, not as a crash. */
export async function orRefused(work: () => unknown): Promise<Reply> {
  try {
    return orNotFound(await work())
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return refused(409, 'refused', `不能这样做：${error.message}`, error.message)
  }
}
