import { expect, it } from 'vitest'
import { actionName, fieldName, valueText } from './audit-words.js'

it('reads a leaf by the unit in the name of its field', () => {
  expect(valueText(['amountMinor'], 8800, 'zh')).toContain('88.00')
  expect(valueText(['ramp', 'shareBp'], 1, 'zh')).toBe('0.01 %')
  expect(valueText(['boosts', '0', 'shareBp'], 2500, 'en')).toBe('25 %')
  expect(valueText(['amountMinor', 'least'], 100, 'zh')).toBe('¥1.00')
  expect(valueText(['feeBp', 'alipay_scan'], 60, 'zh')).toBe('0.6 %')
  expect(valueText(['windowMs'], 90_000, 'zh')).toBe('1 分 30 秒')
  expect(valueText(['startsAt'], '2020-11-22T04:00:00.000Z', 'en')).toMatch(/Nov 2020/)
  expect(valueText(['count'], 7, 'zh')).toBe('7')
})

it('has words for closed lists, and shows what it does not know as it is', () => {
  expect(valueText(['role'], 'finance', 'zh')).toBe('财务')
  expect(valueText(['role'], 'emperor', 'zh')).toBe('emperor')
  expect(valueText(['disabled'], true, 'zh')).toBe('是')
  expect(valueText(['merchantId'], undefined, 'en')).toBe('none')
  expect(valueText(['share'], { bp: 5 }, 'en')).toBe('{"bp":5}')
  expect(actionName('user.change-role', 'zh')).toBe('改角色')
  expect(actionName('lamp.light', 'zh')).toBe('lamp.light')
})

it('names the way to a field, and counts places from one', () => {
  expect(fieldName(['role'], 'zh')).toBe('角色')
  expect(fieldName(['boosts', '0', 'shareBp'], 'zh')).toBe('加量人群 · #1 · 顾客比例')
  expect(fieldName(['lamp'], 'zh')).toBe('lamp')
})
