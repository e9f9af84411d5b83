import { expect, test } from 'vitest'
import { wordsOf } from './complaint-words.js'

test('a step without a text is told by what it is; an unknown one by the institution’s word', () => {
  expect(wordsOf({ text: '换货', what: 'MERCHANT_RESPONSE' })).toEqual(['换货', '换货'])
  expect(wordsOf({ text: '', what: 'USER_REVOKE_COMPLAINT' })[0]).toBe('撤诉')
  expect(wordsOf({ text: '', what: 'NEW_STEP' })).toEqual(['NEW_STEP', 'NEW_STEP'])
})
