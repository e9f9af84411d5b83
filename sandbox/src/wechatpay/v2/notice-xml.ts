import { randomBytes } from 'node:crypto'
import { readV2Xml, signV2, type V2SignType, writeV2Xml } from '@hutong/wechatpay'
import type { NoticeAlteration } from '../../core/faults.js'
import type { RenderedNotice } from '../../core/notices.js'
import type { Random } from '../../core/random.js'

/** What a V2 notice tells, besides its nonce and signature. */
export interface V2NoticePayload {
  signType: V2SignType
  members: Record<string, string>
}

/** A notice as V2 sends it: XML signed with the merchant's APIv2 key. It has no time of its own to be stale by. */
export function renderV2Notice(
  { members, signType }: V2NoticePayload,
  apiV2Key: string,
  alter: NoticeAlteration | null,
  random: Random,
): RenderedNotice {
  const told = {
    return_code: 'SUCCESS',
    result_code: 'SUCCESS',
    ...altered(members, alter, random),
    nonce_str: random.alphanumeric(32),
  }
  const key = alter === 'unknown_serial' ? randomBytes(16).toString('hex') : apiV2Key
  const sign = signV2(told, key, signType)
  const sent = {
    ...told,
    ...(alter === 'corrupt' ? { nonce_str: random.alphanumeric(32) } : {}),
    sign: alter === 'forge' ? `${sign[0] === 'A' ? 'B' : 'A'}${sign.slice(1)}` : sign,
  }
  return {
    headers: { 'Content-Type': 'text/xml', Accept: '*/*', 'User-Agent': 'Mozilla/4.0' },
    body: writeV2Xml(sent),
  }
}

/** Acknowledged by XML that says SUCCESS; the status alone says nothing. */
export function acknowledgesV2(status: number, answer: string): boolean {
  return status === 200 && readV2Xml(answer)?.return_code === 'SUCCESS'
}

function altered(
  members: Record<string, string>,
  alter: NoticeAlteration | null,
  random: Random,
): Record<string, string> {
  const changed = { ...members }
  const change = (names: readonly string[], value: (old: string) => string): void => {
    for (const name of names) if (changed[name] !== undefined) changed[name] = value(changed[name])
  }
  switch (alter) {
    case 'wrong_amount':
      change(['total_fee', 'cash_fee'], (fen) => String(Number(fen) + 1))
      break
    case 'wrong_currency':
      change(['fee_type', 'cash_fee_type'], () => 'USD')
      break
    case 'other_merchant':
      change(['mch_id'], () => `1999${random.digits(6)}`)
      break
    case 'unknown_order':
      change(['out_trade_no', 'contract_code'], () => `unknown_${random.alphanumeric(16)}`)
      break
    default:
  }
  return changed
}
