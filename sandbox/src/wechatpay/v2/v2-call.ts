import type { V2SignType } from '@hutong/wechatpay'
import type { Call } from '../call.js'
import type { ContractSeat } from '../contracts/contract-seat.js'

/** An authenticated V2 call. */
export interface V2Call {
  /** The same as the v3 interfaces get, without a body: what happens behind the wire is one and the same. */
  call: Call
  parameters: Readonly<Record<string, string>>
  signType: V2SignType
  /** Whose order or contract is meant. */
  seat: ContractSeat
}

export interface V2Route {
  method: 'GET' | 'POST'
  path: string
  /** The word fault rules use; the same as of the v3 interface. */
  operation: string
  /** `sub_mch_id` is required; elsewhere it is welcome. */
  partner: boolean
  /** When the call does not say how it is signed. */
  signType: V2SignType
  fields: V2Fields
  /** The parameter by which fault rules know the call. */
  numberIn: 'out_trade_no' | 'contract_code' | null
  act(v2: V2Call): V2Outcome
}

/** Members of the answer besides those that each has, or where a browser is sent. */
export type V2Outcome = Record<string, string> | { redirect: string }

export interface V2Field {
  max: number
  required?: boolean
  pattern?: RegExp
}
export type V2Fields = Readonly<Record<string, V2Field>>

/** A refusal with its `err_code` (10-payments §10.2, 16-papay §5). */
export class V2Refused extends Error {
  readonly code: string
  readonly words: { zh: string; en: string }

  constructor(code: string, zh: string, en: string) {
    super(en)
    this.code = code
    this.words = { zh, en }
  }
}

/** Names that the gateway does not know are part of the signature and otherwise of no consequence. */
export function checkV2Fields(parameters: Readonly<Record<string, string>>, fields: V2Fields): void {
  for (const [name, { max, required, pattern }] of Object.entries(fields)) {
    const value = parameters[name] ?? ''
    if (value === '') {
      if (required) throw new V2Refused('LACK_PARAMS', `缺少参数${name}`, `${name} is missing`)
      continue
    }
    if ([...value].length > max || (pattern && !pattern.test(value)))
      throw new V2Refused('PARAM_ERROR', `参数${name}格式错误`, `${name} is not as documented`)
  }
}

export const FEN = /^[1-9]\d{0,8}$/
export const OUT_TRADE_NO_V2 = /^[0-9A-Za-z_\-|*@]+$/
const EMOJI = /[\ud800-\udfff]/
export const PLAIN_TEXT = new RegExp(`^(?:(?!${EMOJI.source})[^])*$`)
