import { createHmac } from 'node:crypto'
import type { KeyRing } from './credentials.js'

/** Drawn from a key that every ring has, so that rings and snapshots from before the desk still fit. */
export function deskKeys(ring: KeyRing): { token: string; noticeSecret: string } {
  const drawn = (purpose: string): Buffer =>
    createHmac('sha256', ring.wechatpay.apiV3Key).update(`review desk ${purpose}`).digest()
  return {
    token: `desk_${drawn('token').toString('hex')}`,
    noticeSecret: `whsec_${drawn('notices').toString('base64')}`,
  }
}
