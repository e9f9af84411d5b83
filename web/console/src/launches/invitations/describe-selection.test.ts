import { expect, it } from 'vitest'
import { describeSelection } from './describe-selection.js'

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
