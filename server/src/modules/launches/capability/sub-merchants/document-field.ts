import type { DocumentField } from '../kinds.js'

export interface SubMerchantField extends DocumentField {
  /** file: the id of an uploaded copy. choice: one of `choices`. */
  readonly type: 'text' | 'file' | 'choice'
  /** Of a person or an account: stored sealed like all, and shown with its middle hidden. */
  readonly sensitive?: boolean
  /** file: the institution takes a PDF as well as a picture. */
  readonly takesPdf?: boolean
  readonly choices?: readonly { readonly value: string; readonly label: string; readonly labelEn: string }[]
}

export const text = (
  field: string,
  label: string,
  labelEn: string,
  more: Partial<SubMerchantField> = {},
): SubMerchantField => ({ field, label, labelEn, required: true, type: 'text', ...more })
export const secret = (field: string, label: string, labelEn: string, more: Partial<SubMerchantField> = {}) =>
  text(field, label, labelEn, { sensitive: true, ...more })
export const copy = (field: string, label: string, labelEn: string, more: Partial<SubMerchantField> = {}) =>
  text(field, label, labelEn, { type: 'file', ...more })
