import type { Vault } from '../../../../platform/secrets/index.js'
import type { Documents } from '../check-documents.js'
import type { SubMerchantKey } from './queries.js'

/** Bound to whose they are: one merchant's papers moved into another's row cannot be opened. */
const purposeOf = ({ merchantId, institution }: SubMerchantKey): string =>
  `sub-merchant:${institution}:${merchantId}`

export function sealDocuments(vault: Vault, key: SubMerchantKey, documents: Documents): Buffer {
  return vault.seal(purposeOf(key), JSON.stringify(documents))
}

export function openDocuments(vault: Vault, one: SubMerchantKey & { readonly sealed: Buffer }): Documents {
  return JSON.parse(vault.open(purposeOf(one), one.sealed)) as Documents
}
