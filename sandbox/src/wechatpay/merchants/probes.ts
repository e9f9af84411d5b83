import type { Random } from '../../core/random.js'
import type { MerchantBook } from './merchant-book.js'

/** Deliberately wrong signatures begin like this (00-protocol §3.1). */
const PROBE_PREFIX = 'WECHATPAY/SIGNTEST/'

export function forged(signature: string): string {
  return `${PROBE_PREFIX}${signature.slice(PROBE_PREFIX.length)}`
}

const REMEMBERED = 1_000

/** Decides which answers are probes. A retry of a probed call never is. */
export function createAnswerProbes(random: Random, book: MerchantBook) {
  const probed = new Set<string>()
  return (mchid: string, method: string, target: string): boolean => {
    const { probeRate } = book.settings(mchid)
    if (probeRate === 0) return false
    const call = `${mchid} ${method} ${target}`
    if (probed.delete(call) || !random.chance(probeRate)) return false
    if (probed.size >= REMEMBERED) probed.clear()
    probed.add(call)
    return true
  }
}

export type AnswerProbes = ReturnType<typeof createAnswerProbes>
