import { expect, it } from 'vitest'
import { foldSame } from './fold-same.js'
import type { DiffLine } from './terms-api.js'

const same = (text: string): DiffLine => ({ kind: 'same', text })

it('counts the lines far from any change', () => {
  const lines: DiffLine[] = [
    ...['1', '2', '3', '4', '5'].map(same),
    { kind: 'removed', text: '6' },
    { kind: 'added', text: 'six' },
    ...['7', '8', '9', '10'].map(same),
  ]
  expect(foldSame(lines).map(({ kind, text, count }) => `${kind} ${text || count}`)).toEqual([
    'skipped 3',
    'same 4',
    'same 5',
    'removed 6',
    'added six',
    'same 7',
    'same 8',
    'skipped 2',
  ])
})

it('loses no line', () => {
  const lines: DiffLine[] = [{ kind: 'added', text: 'a' }, ...Array.from({ length: 9 }, () => same(''))]
  expect(foldSame(lines).reduce((sum, { count }) => sum + count, 0)).toBe(lines.length)
})
