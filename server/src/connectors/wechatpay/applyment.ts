import type { ApplymentRequest } from '@hutong/wechatpay'
import type { SubMerchantApplication } from '../review-contract.js'

/** Documents that are copies; they are uploaded first, and the application names them. */
export const COPIES = ['license_copy', 'id_card_copy', 'id_card_national'] as const

/**
 * The application in the institution's shape, from documents that bear the institution's own names for their last part.
 * Sensitive values go in clear from here: the client seals them.
 */
export function applymentOf(
  { applicationNo, documents }: SubMerchantApplication,
  mediaIds: ReadonlyMap<string, string>,
): ApplymentRequest {
  const text = (name: string): string => documents[name] ?? ''
  const given = (...names: string[]) =>
    Object.fromEntries(names.flatMap((name) => (documents[name] ? [[name, documents[name]]] : [])))
  const copy = (name: (typeof COPIES)[number]): string => mediaIds.get(name) ?? ''
  return {
    business_code: businessCodeOf(applicationNo),
    contact_info: {
      contact_type: 'LEGAL',
      ...given('contact_name', 'mobile_phone', 'contact_email'),
    },
    subject_info: {
      subject_type: text('subject_type'),
      business_license_info: {
        license_copy: copy('license_copy'),
        ...given('license_number', 'merchant_name', 'legal_person'),
      },
      identity_info: {
        id_holder_type: 'LEGAL',
        id_doc_type: 'IDENTIFICATION_TYPE_IDCARD',
        id_card_info: {
          id_card_copy: copy('id_card_copy'),
          id_card_national: copy('id_card_national'),
          ...given(
            'id_card_name',
            'id_card_number',
            'id_card_address',
            'card_period_begin',
            'card_period_end',
          ),
        },
      },
    },
    business_info: {
      ...given('merchant_shortname', 'service_phone'),
      sales_info: { sales_scenes_type: ['SALES_SCENES_WEB'], web_info: given('domain') },
    },
    settlement_info: given('settlement_id', 'qualification_type'),
    bank_account_info: given(
      'bank_account_type',
      'account_name',
      'account_bank',
      'bank_name',
      'account_number',
    ),
  }
}

/** Letters, digits and underscores only. */
export const businessCodeOf = (applicationNo: string): string => applicationNo.replace(/[^0-9A-Za-z]/g, '_')

/** Our name of the document that a path of the institution's means: the last part, list positions left out. */
export function fieldIn(path: string): string {
  const parts = path.split(/[./[\]]/).filter((part) => part !== '' && !/^\d+$/.test(part))
  return parts.at(-1) ?? ''
}
