import { describe, expect, test } from 'vitest'
import { lastWords } from './chat-words.js'

const message = { id: '1', from: 'them' as const, atMs: 0, lines: [], url: null }
const zh = (text: string): string => text

describe('the line under a chat', () => {
  test('is the newest message, by its title when it has one', () => {
    expect(lastWords({ last: { ...message, title: '付款成功', text: 'x' }, subscribed: true }, zh)).toBe(
      '付款成功',
    )
    expect(lastWords({ last: { ...message, title: null, text: '你好' }, subscribed: true }, zh)).toBe('你好')
  })

  test('says why there is none', () => {
    expect(lastWords({ last: null, subscribed: false }, zh)).toBe('还没有关注')
    expect(lastWords({ last: null, subscribed: null }, zh)).toBe('还没有消息')
  })
})
