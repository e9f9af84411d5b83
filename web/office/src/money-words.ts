import type { Language } from './language.js'
import { formatMoney } from './money.js'

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

const digitWord = (digit: number) => DIGITS.charAt(digit)

/** One group of four digits; zeros inside are said once, zeros at the end not at all. */
function groupWords(group: number): string {
  let words = ''
  let zeroWaits = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(group / 10 ** place) % 10
    if (digit === 0) {
      zeroWaits = words !== ''
      continue
    }
    words += `${zeroWaits ? '零' : ''}${digitWord(digit)}${PLACES[place]}`
    zeroWaits = false
  }
  return words
}

function yuanWordsZh(yuan: number): string {
  let words = ''
  let zeroWaits = false
  for (let at = GROUPS.length - 1; at >= 0; at--) {
    const group = Math.floor(yuan / 10_000 ** at) % 10_000
    if (group === 0) {
      zeroWaits = words !== ''
      continue
    }
    // A group that starts with a zero is heard as one: 1,0005 is 壹万零伍.
    const zero = words !== '' && (zeroWaits || group < 1000) ? '零' : ''
    words += `${zero}${groupWords(group)}${GROUPS[at]}`
    zeroWaits = false
  }
  return words
}

/** Amount in the capital numerals of Chinese vouchers: 100560 fen → 人民币壹仟零伍元陆角整. */
function wordsZh(amountMinor: number): string {
  const yuan = Math.floor(amountMinor / 100)
  const jiao = Math.floor(amountMinor / 10) % 10
  const fen = amountMinor % 10
  if (amountMinor === 0) return '人民币零元整'
  let words = yuan === 0 ? '' : `${yuanWordsZh(yuan)}元`
  if (jiao > 0) words += `${digitWord(jiao)}角`
  else if (fen > 0 && yuan > 0) words += '零'
  words += fen > 0 ? `${digitWord(fen)}分` : '整'
  return `人民币${words}`
}

const SMALL = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
  'seventeen eighteen nineteen',
]
  .join(' ')
  .split(' ')
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const THOUSANDS = ['', ' thousand', ' million', ' billion', ' trillion']

function hundredsEn(value: number): string {
  const hundreds = Math.floor(value / 100)
  const rest = value % 100
  const parts: string[] = []
  if (hundreds > 0) parts.push(`${SMALL[hundreds]} hundred`)
  if (rest > 0 && rest < 20) parts.push(SMALL[rest] ?? '')
  if (rest >= 20) parts.push(`${TENS[Math.floor(rest / 10)]}${rest % 10 > 0 ? `-${SMALL[rest % 10]}` : ''}`)
  return parts.join(' ')
}

function integerEn(value: number): string {
  if (value === 0) return 'zero'
  const parts: string[] = []
  for (let at = THOUSANDS.length - 1; at >= 0; at--) {
    const group = Math.floor(value / 1000 ** at) % 1000
    if (group > 0) parts.push(`${hundredsEn(group)}${THOUSANDS[at]}`)
  }
  return parts.join(' ')
}

function wordsEn(amountMinor: number): string {
  const yuan = Math.floor(amountMinor / 100)
  const fen = amountMinor % 100
  const words =
    fen === 0
      ? `${integerEn(yuan)} yuan exactly`
      : yuan === 0
        ? `${integerEn(fen)} fen`
        : `${integerEn(yuan)} yuan and ${integerEn(fen)} fen`
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** `amountMinor` (≥ 0) said in words, so that a person who confirms it reads it twice. */
export function moneyInWords(amountMinor: number, currency: string, language: Language): string {
  if (currency !== 'CNY' || !Number.isSafeInteger(amountMinor) || amountMinor < 0)
    return formatMoney(amountMinor, currency)
  return language === 'zh' ? wordsZh(amountMinor) : wordsEn(amountMinor)
}
