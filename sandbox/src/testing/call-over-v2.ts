import { randomBytes } from 'node:crypto'
import { readV2Xml, signV2, type V2SignType, verifyV2, writeV2Xml } from '@hutong/wechatpay'
import type { MerchantCredentials } from '../core/credentials.js'

export interface V2Answer {
  status: number
  location: string | null
  text: string
  members: Record<string, string>
  /** Null when there is none. */
  isSigned: boolean | null
}

export type V2Caller = (
  path: string,
  parameters: Record<string, string>,
  change?: { method?: 'GET' | 'POST'; signType?: V2SignType; key?: string },
) => Promise<V2Answer>

/** Calls over V2 as one merchant; `mch_id`, `appid`, nonce and signature are added. */
export function callOverV2(caller: MerchantCredentials): V2Caller {
  return async (path, parameters, change = {}) => {
    const { method = 'POST', signType, key = caller.apiV2Key } = change
    const sent: Record<string, string> = {
      appid: caller.appid,
      mch_id: caller.mchid,
      nonce_str: randomBytes(16).toString('hex'),
      ...(signType ? { sign_type: signType } : {}),
      ...parameters,
    }
    const effective = signType ?? (method === 'GET' ? 'HMAC-SHA256' : 'MD5')
    sent.sign ??= signV2(sent, key, effective)
    const answer = await (method === 'GET'
      ? fetch(`${caller.baseUrl}${path}?${new URLSearchParams(sent)}`, { redirect: 'manual' })
      : fetch(`${caller.baseUrl}${path}`, { method, body: writeV2Xml(sent) }))
    const text = await answer.text()
    const members = readV2Xml(text) ?? {}
    return {
      status: answer.status,
      location: answer.headers.get('location'),
      text,
      members,
      isSigned: members.sign === undefined ? null : verifyV2(members, key, effective),
    }
  }
}
