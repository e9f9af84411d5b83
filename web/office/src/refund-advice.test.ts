import { describe, expect, it } from 'vitest'
import { adviceFor, operatorStep } from './refund-advice.js'

describe('what an operator can do', () => {
  it.each([
    ['abnormal', 'requested', 'retry'],
    ['abnormal', 'surplus', 'retry'],
    ['failed', 'surplus', 'retry'],
    ['failed', 'requested', null],
    ['unknown', 'requested', 'ask'],
    ['processing', 'surplus', 'ask'],
    ['created', 'requested', null],
    ['succeeded', 'requested', null],
  ] as const)('%s and %s: %s', (state, kind, step) => {
    expect(operatorStep({ state, kind })).toBe(step)
  })
})

describe('what a person is told', () => {
  const failure = {
    code: 'X',
    message: '服务器说',
    messageEn: 'server says',
    next: '去重试',
    nextEn: 'retry it',
  }
  it('the server’s words to an operator', () => {
    expect(adviceFor({ state: 'abnormal', failure }, 'zh')).toEqual({ message: '服务器说', next: '去重试' })
  })
  it('a seller is not told to press a button that a seller does not have', () => {
    expect(adviceFor({ state: 'abnormal', failure }, 'en', 'seller').next).not.toBe('retry it')
    expect(adviceFor({ state: 'failed', failure }, 'en', 'seller').next).toBe('retry it')
  })
  it('something for every state', () => {
    for (const state of ['created', 'unknown', 'processing', 'succeeded', 'abnormal', 'failed'] as const)
      expect(adviceFor({ state, failure: null }, 'zh').message).not.toBe('')
  })
})
