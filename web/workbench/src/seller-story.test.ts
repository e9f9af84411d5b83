import { expect, it } from 'vitest'
import type { Attempt, Refund, StoryEntry } from '../../office/src/types.js'
import { sellerLine } from './seller-story.js'

const entry = (kind: string, subject: string | null): StoryEntry => ({
  id: 's1',
  at: '2026-11-22T06:00:00.000Z',
  kind,
  subject,
  title: '服务器的说法',
  titleEn: 'as the server says it',
  data: {},
  alarm: false,
})
const around = {
  attempts: [{ id: 'at_1', method: 'alipay_scan', institution: 'alipay' } as Attempt],
  refunds: [{ id: 're_1', amountMinor: 16_800, currency: 'CNY' } as Refund],
}

it('names the method, the institution and the amount', () => {
  expect(sellerLine(entry('attempt.paid', 'at_1'), around, 'zh')).toBe('顾客用 支付宝 · 扫码 付款成功')
  expect(sellerLine(entry('attempt.failed', 'at_1'), around, 'en')).toBe(
    'Alipay did not take this payment; nothing was charged',
  )
  expect(sellerLine(entry('refund.succeeded', 're_1'), around, 'zh')).toBe('退款 ¥168.00 已退给顾客')
  expect(sellerLine(entry('checkout.created', null), around, 'zh')).toBe('顾客下单')
})

it('falls back to the server’s title for what it does not know', () => {
  expect(sellerLine(entry('attempt.paid', 'at_9'), around, 'zh')).toBe('服务器的说法')
  expect(sellerLine(entry('settlement.made', 'at_1'), around, 'en')).toBe('as the server says it')
})
