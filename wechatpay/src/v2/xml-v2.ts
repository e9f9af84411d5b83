import type { V2Parameters } from './sign-v2.js'

/** Texts as CDATA, as the gateway writes them. */
export function writeV2Xml(parameters: V2Parameters): string {
  const members = Object.entries(parameters).map(([name, value]) => {
    // The end mark inside a text is cut in two.
    return `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`
  })
  return `<xml>${members.join('')}</xml>`
}

const START = /^\s*(?:<\?xml[^<>]*\?>\s*)?<xml>/
const MEMBER = /\s*<([A-Za-z_]\w{0,63})>((?:<!\[CDATA\[[\s\S]*?\]\]>|[^<])*)<\/\1>/y
const END = /\s*<\/xml>\s*$/y
const PART = /<!\[CDATA\[([\s\S]*?)\]\]>|([^<]+)/g
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * One flat level of texts below `<xml>`, which is all there is on this wire; null for anything else. A document type is
 * such a thing: nothing is ever fetched or expanded.
 */
export function readV2Xml(text: string): Record<string, string> | null {
  const start = START.exec(text)
  if (!start) return null
  const found = new Map<string, string>()
  let at = start[0].length
  for (;;) {
    MEMBER.lastIndex = at
    const member = MEMBER.exec(text)
    if (!member) break
    const [whole, name = '', content = ''] = member
    if (found.has(name)) return null
    found.set(name, textOf(content))
    at += whole.length
  }
  END.lastIndex = at
  return END.test(text) ? Object.fromEntries(found) : null
}

function textOf(content: string): string {
  const parts = [...content.matchAll(PART)]
  const text = parts.map(([, cdata, plain]) => cdata ?? unescaped(plain ?? '')).join('')
  // Blanks around a bare value are the writer's layout.
  return parts.some(([, cdata]) => cdata !== undefined) ? text : text.trim()
}

function unescaped(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole
    const code =
      name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
  })
}
