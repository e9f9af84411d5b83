import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { SubMerchantField } from './document-field.js'
import { maskDocuments, unmask } from './mask.js'

const FIELDS: readonly SubMerchantField[] = [
  { field: 'account_number', label: '', labelEn: '', required: true, type: 'text', sensitive: true },
  { field: 'domain', label: '', labelEn: '', required: true, type: 'text' },
]
const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })

it('hides most of what is sensitive, and comes back as it was stored when nothing was changed', () => {
  fc.assert(
    fc.property(texts, texts, (account_number, domain) => {
      const stored = { account_number, domain }
      const shown = maskDocuments(FIELDS, stored)
      expect(shown.domain).toBe(domain)
      expect(shown.account_number).toContain('•')
      const hidden = Array.from(shown.account_number ?? '').filter((one) => one === '•').length
      expect(hidden * 2).toBeGreaterThanOrEqual(Array.from(account_number).length)
      expect(unmask(shown, stored)).toEqual(stored)
    }),
  )
})

it('takes what was typed anew as it is', () => {
  const stored = { account_number: '6222021234567890123', domain: 'tea.example' }
  expect(unmask({ account_number: '6222029999999999999', domain: 'a' }, stored)).toEqual({
    account_number: '6222029999999999999',
    domain: 'a',
  })
  // Part of the mask typed over is no stored value: it is refused later, not guessed.
  expect(unmask({ account_number: '7•23' }, stored)).toEqual({ account_number: '7•23' })
})
