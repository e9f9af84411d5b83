import type { ReadInvocation } from '../../core/phone-side.js'
import type { Platform } from '../call.js'
import { invocationMessage } from '../check-invocation.js'
import { readInvocation } from '../read-invocation.js'

/** What a client hands to the wallet, with the text that had to be signed for the order it names. */
export function invocationIn({ book, combines }: Platform, text: string): ReadInvocation | null {
  const invocation = readInvocation(text.trim())
  if (!invocation) return null
  if ('missing' in invocation)
    return { product: invocation.missing.includes('sign') ? 'APP' : 'JSAPI', signedText: null }
  const order = book.orderByHandle(invocation.prepayId)?.order
  const combine = combines.byHandle(invocation.prepayId)?.combine
  const appid = combine?.appid ?? order?.partner?.subAppid ?? order?.appid ?? invocation.appid
  return { product: invocation.product, signedText: invocationMessage(invocation, appid) }
}
