/**
 * Brands of those who move money. The platform's rules speak of payment institutions, payment accounts and balances of
 * payment accounts: they hold for every institution, today's and the next one.
 */
const BRANDS: readonly RegExp[] = [
  /微\s*信(?:\s*支\s*付)?/,
  /支\s*付\s*宝/,
  /财\s*付\s*通/,
  /云\s*闪\s*付/,
  /(?:中国)?银\s*联/,
  /花\s*呗|借\s*呗|余\s*额\s*宝/,
  /蚂\s*蚁(?:集团|金服)/,
  /腾\s*讯/,
  /京\s*东\s*支\s*付/,
  /抖\s*音\s*支\s*付/,
  /翼\s*支\s*付/,
  /拉\s*卡\s*拉/,
  /\bwe[\s-]?chat(?:[\s-]?pay)?\b/i,
  /\bwei[\s-]?xin\b/i,
  /\bali[\s-]?pay\b/i,
  /\bten[\s-]?(?:pay|cent)\b/i,
  /\bant[\s-]+(?:group|financial)\b/i,
  /\bunion[\s-]?pay\b/i,
  /\bjd[\s-]?pay\b/i,
  /\bdouyin[\s-]?pay\b/i,
  /\blakala\b/i,
  /\bpay[\s-]?pal\b/i,
  /\bapple[\s-]pay\b/i,
  /\bgoogle[\s-]pay\b/i,
  /\bmaster[\s-]?card\b/i,
]
// Characters that show nothing: a name does not become another by having one inside.
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g

/** The first brand that the text names, as written there; null when its words are neutral. */
export function findBrand(text: string): string | null {
  // NFKC: full-width letters are the same letters.
  const plain = text.normalize('NFKC').replace(INVISIBLE, '')
  for (const brand of BRANDS) {
    const found = brand.exec(plain)?.[0]
    if (found !== undefined) return found
  }
  return null
}
