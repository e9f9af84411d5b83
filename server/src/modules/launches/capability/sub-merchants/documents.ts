import type { InstitutionName } from '../../../../connectors/contract.js'
import { ALIPAY_DOCUMENTS } from './alipay-documents.js'
import type { SubMerchantField } from './document-field.js'
import { WECHATPAY_DOCUMENTS } from './wechatpay-documents.js'

export const SUB_MERCHANT_FIELDS: Readonly<Record<InstitutionName, readonly SubMerchantField[]>> = {
  wechatpay: WECHATPAY_DOCUMENTS,
  alipay: ALIPAY_DOCUMENTS,
}
