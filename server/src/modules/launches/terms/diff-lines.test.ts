import fc from 'fast-check'
import { expect, it } from 'vitest'
import { diffLines } from './diff-lines.js'

const text = fc
  .array(fc.constantFrom('一', '二', '三', ''), { maxLength: 12 })
  .map((lines) => lines.join('\n'))
const joined = (lines: ReturnType<typeof diffLines>, without: 'added' | 'removed') =>
  lines
    .filter(({ kind }) => kind !== without)
    .map((line) => line.text)
    .join('\n')

it('holds both texts, each in its own order', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after)
      expect(joined(lines, 'added')).toBe(before)
      expect(joined(lines, 'removed')).toBe(after)
    }),
  )
})

/** The longest common subsequence, said the slow way. */
function longestCommon(one: readonly string[], other: readonly string[]): number {
  const [first, ...rest] = one
  if (first === undefined || other.length === 0) return 0
  const at = other.indexOf(first)
  const without = longestCommon(rest, other)
  return at < 0 ? without : Math.max(without, 1 + longestCommon(rest, other.slice(at + 1)))
}

const linesOf = (lines: string) => (lines === '' ? [] : lines.split('\n'))

it('changes as few lines as can be', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const same = diffLines(before, after).filter(({ kind }) => kind === 'same').length
      expect(same).toBe(longestCommon(linesOf(before), linesOf(after)))
    }),
  )
})

it('shows a changed line as taken out and put in', () => {
  expect(diffLines('a\nold\nz', 'a\nnew\nz')).toEqual([
    { kind: 'same', text: 'a' },
    { kind: 'removed', text: 'old' },
    { kind: 'added', text: 'new' },
    { kind: 'same', text: 'z' },
  ])
})
