import { expect, it } from 'vitest'
import { parseList } from './parse-list.js'

it('is cut at lines and commas of either width, and counts doubled ones once', () => {
  expect(parseList('m_tea, m_books，m_tea\n\n m_pantry ；m_indigo')).toEqual([
    'm_tea',
    'm_books',
    'm_pantry',
    'm_indigo',
  ])
  expect(parseList('  \n,')).toEqual([])
})
