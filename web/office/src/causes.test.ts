import { expect, it } from 'vitest'
import { causeName } from './causes.js'

it('names what made a transfer', () => {
  expect(causeName('payment:at_1:or_1', 'zh')).toBe('收款')
  expect(causeName('refund_failed:re_1:2', 'en')).toBe('Refund failed, turned back')
  expect(causeName('settlement:x', 'en')).toBeNull()
})
