import type { Reason, ReasonCode } from './facts.js'
import { REASON_SENTENCES } from './reasons.js'

/** In the order in which a person reads them: the checkout, the institution, the launch, merchants, shopper, goods. */
const READ_ORDER: ReadonlyMap<ReasonCode, number> = new Map(
  Object.keys(REASON_SENTENCES).map((code, at) => [code as ReasonCode, at]),
)
const placeOf = ({ code }: Reason): number => READ_ORDER.get(code) ?? 0
const NONE: readonly Reason[] = Object.freeze([])

/** Gathers what holds a method back. Costs nothing while there is nothing: most methods are shown. */
export class FoundReasons {
  #found: Reason[] | null = null

  add(code: ReasonCode, about: Reason['about']): void {
    if (this.#found === null) this.#found = [{ code, about }]
    else this.#found.push({ code, about })
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
    // They mostly are in order: checks are made in it, and only several merchants or goods mix them.
    const ordered = found.every((one, at) => at === 0 || placeOf(found[at - 1]!) <= placeOf(one))
    return ordered ? found : found.sort((one, other) => placeOf(one) - placeOf(other))
  }
}
