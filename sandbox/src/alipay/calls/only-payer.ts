import { type AlipayRefusal, refuse } from '../errors.js'
import { isObject, type Json, textOf } from '../fields.js'

/**
 * The name that the payer must have, out of ext_user_info; null: anybody may pay. A wallet user here has a name and no
 * certificate, so that only the name is compared.
 */
export function readOnlyPayer(info: Json | undefined): string | null | AlipayRefusal {
  if (!isObject(info)) return null
  const name = textOf(info, 'name') ?? null
  if (textOf(info, 'fix_buyer') === 'T') {
    const missing = ['name', 'cert_type', 'cert_no'].find((one) => textOf(info, one) === undefined)
    return missing === undefined
      ? name
      : refuse('ACQ.INVALID_PARAMETER', `fix_buyer为T时ext_user_info.${missing}不能为空`)
  }
  return textOf(info, 'need_check_info') === 'T' ? name : null
}
