import { type Institution, isRefusal } from '../../core/institution.js'
import type { InvocationReport } from '../../core/phone-side.js'
import type { WalletUser } from '../../core/wallets.js'
import type { Platform } from '../call.js'
import { invocationMessage } from '../check-invocation.js'
import { readInvocation } from '../read-invocation.js'

/** Looks at an invocation as the wallet would, and says what was to be signed. */
export function inspectInvocation(
  platform: Platform,
  institution: Institution,
  user: WalletUser,
  text: string,
): InvocationReport | null {
  const invocation = readInvocation(text.trim())
  if (!invocation) return null
  const seen = institution.look(text, user.id)
  if ('missing' in invocation) {
    const product = invocation.missing.includes('sign') ? 'APP' : 'JSAPI'
    const problem = isRefusal(seen) ? { zh: seen.zh, en: seen.en } : null
    return { product, signedText: null, problem, view: null }
  }
  const found = platform.book.orderByHandle(invocation.prepayId)?.order
  const combine = platform.combines.byHandle(invocation.prepayId)?.combine
  const appid = combine?.appid ?? found?.partner?.subAppid ?? found?.appid ?? invocation.appid
  const about = { product: invocation.product, signedText: invocationMessage(invocation, appid) }
  return isRefusal(seen)
    ? { ...about, problem: { zh: seen.zh, en: seen.en }, view: null }
    : { ...about, problem: null, view: seen }
}
