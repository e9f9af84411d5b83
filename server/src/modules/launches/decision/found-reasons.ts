import type { Reason, ReasonCode } from './facts.js'
import { REASON_SENTENCES } from './reasons.js'

/** In the order in which a person reads them: the checkout, the institution, the launch, merchants, shopper, goods. */
const READ_ORDER: ReadonlyMap<ReasonCode, number> = new Map(
  Object.keys(REASON_SENTENCES).map((code, at) => [code as ReasonCode, at]),
)
const NONE: readonly Reason[] = Object.freeze([])

/** Gathers what holds a method back. Costs nothing while there is nothing: most methods are shown. */
export class FoundReasons {
  #found: Reason[] | null = null

  add(code: ReasonCode, about: Reason['about']): void {
    this.#found ??= []
    this.#found.push({ code, about })
  }

  /** The same reason about the same thing is said once, however many goods it is about. */
  addOnce(code: ReasonCode, about: Reason['about'], key: string): void {
    const known = this.#found?.some((reason) => reason.code === code && reason.about[key] === about[key])
    if (known !== true) this.add(code, about)
  }

  /** What was found since the last time. */
  take(): readonly Reason[] {
    const found = this.#found
    if (found === null) return NONE
    this.#found = null
    return found.sort((one, other) => (READ_ORDER.get(one.code) ?? 0) - (READ_ORDER.get(other.code) ?? 0))
  }
}
