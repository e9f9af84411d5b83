import { describe, expect, test } from 'vitest'
import { safeReturnUrl } from './wallet-calls.js'

describe('the way back to the shop', () => {
  test.each([
    ['https://shop.example/done?id=1', 'https://shop.example/done?id=1'],
    ['http://127.0.0.1:3000/x', 'http://127.0.0.1:3000/x'],
    ['javascript:alert(1)', null],
    ['data:text/html,hi', null],
    ['/relative', null],
    ['', null],
    [null, null],
  ])('%s leads to %s', (address, expected) => {
    expect(safeReturnUrl(address)).toBe(expected)
  })
})
