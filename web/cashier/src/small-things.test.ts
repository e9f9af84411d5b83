import { expect, test } from 'vitest'
import { readPlace } from './cashier-api.js'
import { sceneOf } from './choose-scene.js'
import { formatAmount, formatMoney } from './format-amount.js'
import { pickLanguage, type Say } from './language.js'
import { secondsLeft, speakRemaining, writeRemaining } from './remaining-time.js'

const zh: Say = (chinese) => chinese
const en: Say = (_, english) => english

test('amounts keep their two digits and get separators', () => {
  expect([0, 5, 50, 100, 123456, 100000000].map(formatAmount)).toEqual([
    '0.00',
    '0.05',
    '0.50',
    '1.00',
    '1,234.56',
    '1,000,000.00',
  ])
  expect(formatMoney(-990)).toBe('-¥9.90')
})

test('a started second counts, and nothing goes below zero', () => {
  expect([secondsLeft(1000, 0), secondsLeft(1001, 0), secondsLeft(1000, 1000), secondsLeft(0, 5)]).toEqual([
    1, 2, 0, 0,
  ])
})

test('remaining time is a clock, and days are words', () => {
  expect([0, 59, 61, 3600, 7199].map((s) => writeRemaining(s, zh))).toEqual([
    '00:00',
    '00:59',
    '01:01',
    '1:00:00',
    '1:59:59',
  ])
  expect(writeRemaining(93_600, zh)).toBe('1 天 2 小时')
  expect(writeRemaining(93_600, en)).toBe('1 d 2 h')
  expect(speakRemaining(90, en)).toBe('about 2 min left')
  expect(speakRemaining(86_400, en)).toBe('about 1 day left')
})

test('the address names the checkout and its token, or nothing', () => {
  expect(readPlace('/cashier/co_1-a', '?k=t%2Fx')).toEqual({ checkoutId: 'co_1-a', token: 't/x' })
  expect(readPlace('/cashier/co_1', '')).toBeNull()
  expect(readPlace('/cashier/', '?k=t')).toBeNull()
  expect(readPlace('/cashier/co_1/more', '?k=t')).toBeNull()
})

test('the address asks for a language first, then memory, then Chinese', () => {
  expect(pickLanguage('?lang=en', 'zh')).toBe('en')
  expect(pickLanguage('?lang=zh-CN', 'en')).toBe('zh')
  expect(pickLanguage('', 'en')).toBe('en')
  expect(pickLanguage('', null)).toBe('zh')
})

const ANDROID = 'Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile Safari/537.36'
const DESKTOP = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36'

test('a phone is a phone by its word, or by a coarse pointer on a narrow screen', () => {
  expect(sceneOf({ userAgent: ANDROID, widthPx: 390, coarsePointer: true })).toBe('mobile_web')
  expect(sceneOf({ userAgent: DESKTOP, widthPx: 390, coarsePointer: false })).toBe('desktop_web')
  expect(sceneOf({ userAgent: DESKTOP, widthPx: 390, coarsePointer: true })).toBe('mobile_web')
  expect(sceneOf({ userAgent: DESKTOP, widthPx: 1280, coarsePointer: true })).toBe('desktop_web')
})
