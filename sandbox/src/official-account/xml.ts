export type XmlValue = string | number | { [name: string]: XmlValue }

/** `<xml>` with texts as CDATA and numbers bare, as the message push writes them. */
export function writeXml(members: Record<string, XmlValue>): string {
  return `<xml>${written(members)}</xml>`
}

function written(members: Record<string, XmlValue>): string {
  return Object.entries(members)
    .map(([name, value]) => `<${name}>${valueText(value)}</${name}>`)
    .join('')
}

function valueText(value: XmlValue): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'object') return written(value)
  // The end mark inside a text is cut in two.
  return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

/** The texts of all elements by name, however deep, first one first. Enough for a passive reply. */
export function readXml(text: string): Map<string, string> | null {
  if (!/^\s*<xml>[\s\S]*<\/xml>\s*$/.test(text)) return null
  const found = new Map<string, string>()
  for (const [, name, cdata, plain] of text.matchAll(
    /<(\w{1,64})>(?:<!\[CDATA\[([\s\S]*?)\]\]>|([^<]*))<\/\1>/g,
  )) {
    if (!found.has(name!)) found.set(name!, cdata ?? plain ?? '')
  }
  return found
}
