import fc from 'fast-check'
import { expect, it } from 'vitest'
import { diffValues } from './diff-values.js'

it('finds nothing between a value and itself', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(diffValues(value, structuredClone(value))).toEqual([])
    }),
  )
})

it('finds the one leaf that was changed, and where', () => {
  const leaf = fc.oneof(fc.integer(), fc.string(), fc.boolean())
  const path = fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(
      path,
      leaf,
      leaf,
      fc.dictionary(fc.stringMatching(/^[A-Z]{1,3}$/), leaf),
      (where, one, other, rest) => {
        fc.pre(one !== other)
        const wrap = (value: unknown) =>
          where.reduceRight<unknown>((inner, name) => ({ ...rest, [name]: inner }), value)
        expect(diffValues(wrap(one), wrap(other))).toEqual([{ path: where, before: one, after: other }])
      },
    ),
  )
})

it('shows what came from nothing field by field', () => {
  expect(diffValues(null, { role: 'viewer', merchantId: null })).toEqual([
    { path: ['role'], before: undefined, after: 'viewer' },
  ])
  expect(diffValues({ audience: { newShopper: true } }, { audience: null })).toEqual([
    { path: ['audience', 'newShopper'], before: true, after: undefined },
  ])
})

it('says of a list what came and what went', () => {
  expect(diffValues({ deny: ['a', 'b', 'b'] }, { deny: ['b', 'c'] })).toEqual([
    { path: ['deny'], added: ['c'], removed: ['a', 'b'] },
  ])
  expect(diffValues({ order: ['a', 'b'] }, { order: ['b', 'a'] })).toEqual([
    { path: ['order'], before: ['a', 'b'], after: ['b', 'a'] },
  ])
  expect(diffValues([{ shareBp: 1 }], [{ shareBp: 1 }, { shareBp: 5 }])).toEqual([
    { path: ['1', 'shareBp'], before: undefined, after: 5 },
  ])
})

it('says of a text of many lines which of them came and went', () => {
  expect(diffValues({ body: 'one\ntwo\nthree' }, { body: 'one\n2\nthree' })).toEqual([
    { path: ['body'], added: ['2'], removed: ['two'], lines: true },
  ])
  expect(diffValues('a\nb', 'b\na')).toEqual([{ path: [], before: 'a\nb', after: 'b\na' }])
  // A text of one line is a value like any other.
  expect(diffValues('a', 'a\nb')).toEqual([{ path: [], before: 'a', after: 'a\nb' }])
})

it('shows a value that became another kind of value as it was and is', () => {
  expect(diffValues({ share: 5 }, { share: { bp: 5 } })).toEqual([
    { path: ['share'], before: 5, after: { bp: 5 } },
  ])
  expect(diffValues('on', 'off')).toEqual([{ path: [], before: 'on', after: 'off' }])
  expect(diffValues(null, undefined)).toEqual([])
  expect(diffValues(null, {})).toEqual([{ path: [], before: undefined, after: {} }])
})
