import { ALIPAY_ERRORS, GATEWAY_MESSAGES, type GatewayCode } from './error-list.js'
import type { NodeFields } from './wire/answer.js'

export type AlipayErrorCode = keyof typeof ALIPAY_ERRORS

/** A documented refusal of the gateway. `detail` is added to the sub_msg, for whoever reads the log. */
export interface AlipayRefusal {
  refusal: AlipayErrorCode
  detail?: string
  /** Business fields that a failure carries too. */
  fields?: NodeFields
}

export function refuse(refusal: AlipayErrorCode, detail?: string): AlipayRefusal {
  return detail === undefined ? { refusal } : { refusal, detail }
}

export function isRefusal(value: object | null): value is AlipayRefusal {
  return value !== null && 'refusal' in value
}

export function refusalFields({ refusal, detail, fields = {} }: AlipayRefusal): NodeFields {
  const [code, text] = ALIPAY_ERRORS[refusal]
  const message = detail === undefined ? text : `${text}，${detail}`
  return { code, msg: GATEWAY_MESSAGES[code], sub_code: refusal, sub_msg: message, ...fields }
}

/** Under which code of the gateway a sub_code of the documentation comes; the first that fits. Business codes have no family. */
const FAMILIES: ReadonlyArray<[family: RegExp, code: GatewayCode]> = [
  [/^(?:isp\.|aop\.unknow)/, '20000'],
  [/^aop\./, '20001'],
  [/^(?:isv\.missing-signature-config|isv\.invalid-auth-relations|app-cert-expired)$/, '40003'],
  [/^isv\.(?:missing-|decryption-error-missing-)/, '40001'],
  [/^isv\.(?:app|method)-call-limited$/, '40005'],
  [/^isv\.(?:insufficient-|route-no-permissions|access-forbidden|forbidden-api)/, '40006'],
  [/^isv\./, '40002'],
]

/** What a `fail` fault answers: any code of the documentation, or `20000` for an unavailable service. */
export function failureFields(code: string | undefined, message: string | undefined): NodeFields {
  if (code === undefined || code === '20000') {
    return refusalFields(refuse('isp.unknow-error', message))
  }
  if (isOwnCode(code)) return refusalFields(refuse(code, message))
  const gatewayCode = FAMILIES.find(([family]) => family.test(code))?.[1] ?? '40004'
  return { code: gatewayCode, msg: GATEWAY_MESSAGES[gatewayCode], sub_code: code, sub_msg: message ?? code }
}

function isOwnCode(code: string): code is AlipayErrorCode {
  return Object.hasOwn(ALIPAY_ERRORS, code)
}
