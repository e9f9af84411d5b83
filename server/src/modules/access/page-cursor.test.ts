import { expect, it } from 'vitest'
import { readCursor, toPage, writeCursor } from './page-cursor.js'

const place = { at: new Date('2026-11-22T06:30:00.123Z'), id: 'co_1' }

it('comes back as it was written', () => {
  expect(readCursor(writeCursor(place))).toEqual(place)
  expect(readCursor(undefined)).toBeNull()
})

it.each([
  '',
  'x',
  'bm90IGEgcGxhY2U',
  Buffer.from('2026-11-22T06:30:00.123Z co_\0').toString('base64url'),
  Buffer.from('yesterday co_1').toString('base64url'),
])('refuses %j', (text) => {
  expect(readCursor(text)).toMatchObject({ refusal: 'bad_cursor' })
})

it('says that there is a next page only when a row more was read', () => {
  const rows = ['a', 'b', 'c'].map((id) => ({ at: place.at, id }))
  const ids = (limit: number) =>
    toPage(
      rows,
      limit,
      (row) => row,
      ({ id }) => id,
    )
  expect(ids(3)).toEqual({ data: ['a', 'b', 'c'], nextCursor: null })
  expect(ids(2)).toEqual({ data: ['a', 'b'], nextCursor: writeCursor({ at: place.at, id: 'b' }) })
})
