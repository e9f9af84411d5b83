import { type Refusal, refuse } from '../../platform/refusal/index.js'

/** A place in a list that is ordered by time and id, newest first. */
export interface Place {
  readonly at: Date
  readonly id: string
}

export function writeCursor(place: Place): string {
  return Buffer.from(`${place.at.toISOString()} ${place.id}`).toString('base64url')
}

/** The place that the list goes on from; null without a cursor. */
export function readCursor(cursor: string | undefined): Place | null | Refusal<'bad_cursor'> {
  if (cursor === undefined) return null
  const [, time = '', id = ''] =
    /^(\S+) ([\x21-\x7e]+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  const at = new Date(time)
  return Number.isNaN(at.getTime()) || id === '' ? refuse('bad_cursor') : { at, id }
}

/** A page of rows that were read with one more than the limit: the extra row only says that there is a next page. */
export function toPage<Row, Shown>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => Place,
  show: (row: Row) => Shown,
): { data: Shown[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const more = rows.length > limit && last !== undefined
  return { data: shown.map(show), nextCursor: more ? writeCursor(placeOf(last)) : null }
}
