import { describe, expect, it } from 'vitest'
import { placeOfAlert } from './alert-place.js'
import { describeSelection } from './describe-selection.js'
import { foldSame } from './fold-same.js'
import { parseList } from './parse-list.js'
import type { DiffLine } from './terms-api.js'

describe('a pasted list', () => {
  it('is cut at lines and commas of either width, and counts doubled ones once', () => {
    expect(parseList('m_tea, m_books，m_tea\n\n m_pantry ；m_indigo')).toEqual([
      'm_tea',
      'm_books',
      'm_pantry',
      'm_indigo',
    ])
    expect(parseList('  \n,')).toEqual([])
  })
})

describe('what differs between two texts', () => {
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
})

it('leads from an alert to what it is about', () => {
  expect(placeOfAlert('launch:ln_1')).toEqual({ href: '#/launches/ln_1', leadsTo: 'launch' })
  expect(placeOfAlert('terms:3')).toEqual({ href: '#/launches/terms/3', leadsTo: 'terms' })
  expect(placeOfAlert('capability:wechatpay.platform')?.leadsTo).toBe('capability')
  expect(placeOfAlert('method:wechatpay_scan')).toBeNull()
})

it('says whom a batch chooses', () => {
  expect(describeSelection({ merchantIds: ['m_tea', 'm_books'] }, 'zh')).toBe('名单 2 家')
  expect(
    describeSelection(
      { rule: { categories: ['tea'], sizes: ['small'], shareBp: 2_500 }, limit: 1_000 },
      'en',
    ),
  ).toBe('categories tea; sizes small; 25% by chance; at most 1,000')
  expect(describeSelection({ rule: {} }, 'zh')).toBe('全部商户')
})
