import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moneyInWords } from './money-words.js'

describe('in Chinese capital numerals', () => {
  it.each([
    [0, '人民币零元整'],
    [1, '人民币壹分'],
    [10, '人民币壹角整'],
    [100, '人民币壹元整'],
    [105, '人民币壹元零伍分'],
    [150, '人民币壹元伍角整'],
    [1000_00, '人民币壹仟元整'],
    [1005_60, '人民币壹仟零伍元陆角整'],
    [10005_00, '人民币壹万零伍元整'],
    [100500_00, '人民币壹拾万零伍佰元整'],
    [10010_01, '人民币壹万零壹拾元零壹分'],
    [123456_78, '人民币壹拾贰万叁仟肆佰伍拾陆元柒角捌分'],
    [100000000_00, '人民币壹亿元整'],
    [100000005_00, '人民币壹亿零伍元整'],
  ])('%i fen', (minor, words) => {
    expect(moneyInWords(minor, 'CNY', 'zh')).toBe(words)
  })

  it('reads back as the same amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999_99 }), (minor) => {
        expect(readBack(moneyInWords(minor, 'CNY', 'zh'))).toBe(minor)
      }),
    )
  })
})

describe('in English', () => {
  it.each([
    [1, 'One fen'],
    [100, 'One yuan exactly'],
    [1234_50, 'One thousand two hundred thirty-four yuan and fifty fen'],
    [19_20, 'Nineteen yuan and twenty fen'],
    [1000005_00, 'One million five yuan exactly'],
  ])('%i fen', (minor, words) => {
    expect(moneyInWords(minor, 'CNY', 'en')).toBe(words)
  })
})

it('another currency is said in figures', () => {
  expect(moneyInWords(1234, 'USD', 'zh')).toBe('$12.34')
})

/** An independent reader of capital numerals below 万亿 yuan, to check the writer. */
function readBack(words: string): number {
  const text = words.replace('人民币', '')
  const [yuanText, rest] = text.includes('元') ? cut(text, '元') : ['', text]
  const [hundredMillions, below] = cut(yuanText, '亿')
  const [tenThousands, ones] = cut(below, '万')
  const yuan = readGroup(hundredMillions) * 100_000_000 + readGroup(tenThousands) * 10_000 + readGroup(ones)
  return yuan * 100 + digitBefore(rest, '角') * 10 + digitBefore(rest, '分')
}

function cut(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at === -1 ? ['', text] : [text.slice(0, at), text.slice(at + 1)]
}

const digitBefore = (text: string, place: string) =>
  Math.max(0, '零壹贰叁肆伍陆柒捌玖'.indexOf(text[text.indexOf(place) - 1] ?? '零'))

const readGroup = (text: string) =>
  digitBefore(text, '仟') * 1000 +
  digitBefore(text, '佰') * 100 +
  digitBefore(text, '拾') * 10 +
  Math.max(0, '零壹贰叁肆伍陆柒捌玖'.indexOf(text.at(-1) ?? '零'))
