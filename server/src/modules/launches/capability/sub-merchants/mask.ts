import type { Documents } from '../check-documents.js'
import type { SubMerchantField } from './document-field.js'

/** What a page may show of a number or a name: enough to recognise it, too little to use it. */
function masked(value: string): string {
  const characters = Array.from(value)
  const isLong = characters.length >= 11
  const kept = isLong ? 3 : Math.min(1, characters.length - 1)
  const tail = isLong ? 2 : 0
  const hidden = '•'.repeat(Math.max(1, characters.length - kept - tail))
  return `${characters.slice(0, kept).join('')}${hidden}${tail === 0 ? '' : characters.slice(-tail).join('')}`
}

export function maskDocuments(fields: readonly SubMerchantField[], documents: Documents): Documents {
  const secret = new Set(fields.filter(({ sensitive }) => sensitive === true).map(({ field }) => field))
  return Object.fromEntries(
    Object.entries(documents).map(([name, value]) => [name, secret.has(name) ? masked(value) : value]),
  )
}

/** A value that comes back as it was shown has not been changed: the stored one stands. */
export function unmask(shown: Documents, stored: Documents): Documents {
  return Object.fromEntries(
    Object.entries(shown).map(([name, value]) => {
      const known = stored[name]
      return [name, known !== undefined && value.includes('•') && value === masked(known) ? known : value]
    }),
  )
}
