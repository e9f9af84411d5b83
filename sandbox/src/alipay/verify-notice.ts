import type { Desk } from './desk.js'

/** An id can be checked so long after its delivery (unverified); one that was never acknowledged stays good. */
const CHECKABLE_MS = 60_000

/** service=notify_verify: whether the institution sent a notice with this id to this partner. */
export function wasSent(desk: Desk, partner: string, notifyId: string): boolean {
  return desk.core.notices.list({ institution: 'alipay' }).some((notice) => {
    const { parameters } = notice.payload as { parameters: Record<string, string> }
    if (parameters.notify_id !== notifyId) return false
    if (desk.apps.get(parameters.app_id ?? '')?.sellerId !== partner) return false
    const lastAtMs = notice.tries.at(-1)?.atMs ?? notice.createdAtMs
    return notice.state !== 'acknowledged' || desk.core.clock.nowMs() - lastAtMs <= CHECKABLE_MS
  })
}
