import { expect, it } from 'vitest'
import { isLetter, launchState, mayPause } from './launch-state.js'
import type { Launch } from './launches-api.js'

const launch = (otherwise: Partial<Launch>): Launch => ({
  launchId: 'ln_1',
  name: '一',
  nameEn: 'One',
  institution: 'wechatpay',
  methods: [],
  state: 'active',
  openToEveryone: false,
  live: true,
  partly: false,
  because: [],
  terms: null,
  agreedTermsSeq: 1,
  invitedAt: null,
  expiresAt: null,
  seenAt: null,
  changes: [],
  ...otherwise,
})
const because = (code: string) => ({ live: false, because: [{ code, message: '', messageEn: '' }] })

it('says first whether shoppers can pay with it', () => {
  expect(launchState(launch({})).zh).toBe('已上线')
  expect(launchState(launch({ partly: true })).zh).toBe('已上线 · 部分顾客可见')
  expect(launchState(launch(because('terms_not_agreed'))).tone).toBe('alarm')
  expect(launchState(launch(because('capability_suspended'))).zh).toBe('暂不可用')
  expect(launchState(launch({ state: 'invited', ...because('merchant_not_answered') })).zh).toBe('待答复')
})

it('has a letter only where an answer is waited for', () => {
  expect(isLetter(launch({ state: 'invited', live: false }))).toBe(true)
  expect(isLetter(launch({ state: 'invited', openToEveryone: true }))).toBe(false)
})

it('lets a merchant switch off what is on, also when it was opened to everyone', () => {
  expect(mayPause(launch({}))).toBe(true)
  expect(mayPause(launch({ state: 'not_invited', openToEveryone: true }))).toBe(true)
  expect(mayPause(launch({ state: 'not_invited' }))).toBe(false)
  expect(mayPause(launch({ state: 'suspended', live: false }))).toBe(false)
  expect(mayPause(launch({ state: 'paused', live: false }))).toBe(false)
})
