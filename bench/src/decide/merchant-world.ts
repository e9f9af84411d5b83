import { type Merchant, RULE_SET } from './rule-set.js'

const METHODS = RULE_SET.length

/** Merchants by the million, as tight as they can be held: what a checkout's load finds by primary key. */
export class MerchantWorld {
  readonly #count: number
  /** Bits: takes part in the launch of each method; and two more for sub-merchant numbers. */
  readonly #parts: Uint8Array
  readonly #agreedSeq: Uint8Array

  constructor(count: number) {
    this.#count = count
    this.#parts = new Uint8Array(count)
    this.#agreedSeq = new Uint8Array(count * METHODS)
    const random = createRandom(count)
    for (let at = 0; at < count; at += 1) {
      // Nine in ten take part in each launch, and nearly all have their numbers.
      let parts = 0
      for (let method = 0; method < METHODS; method += 1) {
        if (random() < 0.9) parts |= 1 << method
        this.#agreedSeq[at * METHODS + method] = random() < 0.9 ? 3 : 2
      }
      if (random() < 0.95) parts |= 1 << METHODS
      if (random() < 0.95) parts |= 2 << METHODS
      this.#parts[at] = parts
    }
  }

  get count(): number {
    return this.#count
  }

  load(at: number): Merchant {
    const parts = this.#parts[at] ?? 0
    const active: boolean[] = []
    const agreedSeq: number[] = []
    for (let method = 0; method < METHODS; method += 1) {
      active.push((parts & (1 << method)) !== 0)
      agreedSeq.push(this.#agreedSeq[at * METHODS + method] ?? 0)
    }
    const subMerchantAt: ('wechatpay' | 'alipay')[] = []
    if ((parts & (1 << METHODS)) !== 0) subMerchantAt.push('wechatpay')
    if ((parts & (2 << METHODS)) !== 0) subMerchantAt.push('alipay')
    return { id: `merchant_${at}`, active, agreedSeq, subMerchantAt }
  }
}

/** The same numbers in every run: xorshift32. */
export function createRandom(seed: number): () => number {
  let state = seed * 2 + 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
