import type { Answer, Refusal } from '../shared/call-api.js'
import { type Followed, followAs } from './follow-link.js'
import { type CodeView, listOpenCodes, lookAt, type OpenCode, type WalletName } from './wallet-calls.js'

const WALLET_NAMES: readonly WalletName[] = ['wechat', 'alipay']
const STRANGER_CODES = ['not_this_wallet', 'unknown_code']

export type Recognised =
  | { outcome: 'recognised'; wallet: WalletName; followed: Followed | null }
  | { outcome: 'stranger'; refusal: Refusal }
  | { outcome: 'unknown' }

/**
 * Which wallet opens a link that came without one. A link that can be paid now names its own; otherwise the one that does
 * not call the text a stranger's.
 */
export async function recognise(text: string): Promise<Recognised> {
  const open = await listOpenCodes()
  // Shops append a way back to the link that they were given.
  const isShown = ({ code }: OpenCode) => text === code || text.startsWith(`${code}&`)
  const payable = open.outcome === 'done' ? open.value.find(isShown) : undefined
  if (payable) return { outcome: 'recognised', wallet: payable.institution, followed: null }
  // Before the wallets look at it as a code: a link that asks for consent is none.
  const followed = await Promise.all(WALLET_NAMES.map((wallet) => followAs(wallet, text)))
  for (const [at, one] of followed.entries())
    if (one) return { outcome: 'recognised', wallet: WALLET_NAMES[at]!, followed: one }
  const answers = await Promise.all(WALLET_NAMES.map((wallet) => lookAt(wallet, text)))
  for (const [at, answer] of answers.entries()) {
    const known =
      answer.outcome === 'done' ||
      (answer.outcome === 'refused' && !STRANGER_CODES.includes(answer.refusal.code))
    if (known) return { outcome: 'recognised', wallet: WALLET_NAMES[at]!, followed: null }
  }
  return refusedByAll(answers)
}

function refusedByAll(answers: Answer<CodeView>[]): Recognised {
  const refusals = answers.flatMap((answer) => (answer.outcome === 'refused' ? [answer.refusal] : []))
  // "Unknown code" is the more telling of the two: one wallet did know the kind of text.
  const refusal = refusals.find((one) => one.code === 'unknown_code') ?? refusals[0]
  return refusal && refusals.length === answers.length
    ? { outcome: 'stranger', refusal }
    : { outcome: 'unknown' }
}
