import type { Refusal } from '../shared/call-api.js'
import { followLink, type Waiting } from './waiting-calls.js'
import type { WalletName } from './wallet-calls.js'

/** Where a link led that asks for consent: a question, on to the page unasked, or nowhere. */
export type Followed = { asked: Waiting } | { returnUrl: string | null } | { refusal: Refusal }

/** Null when the text is none of the wallet's links, or the sandbox could not be asked. */
export async function followAs(wallet: WalletName, text: string): Promise<Followed | null> {
  const answer = await followLink(wallet, text)
  if (answer.outcome === 'unknown') return null
  if (answer.outcome === 'refused') return { refusal: answer.refusal }
  const { reads, asked, returnUrl } = answer.value
  if (!reads) return null
  return asked ? { asked } : { returnUrl }
}
