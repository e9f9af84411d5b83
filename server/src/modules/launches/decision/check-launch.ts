import type { CapabilityFact, CompiledLaunch, DecisionFacts, TermsFact } from './facts.js'
import type { FoundReasons } from './found-reasons.js'

/** Whether the launch itself stands: granted by the institution, and live. */
export function checkLaunch(
  { rules, id }: CompiledLaunch,
  { rulebook }: DecisionFacts,
  found: FoundReasons,
): void {
  for (const required of rules.requires) checkCapability(required, rulebook.capabilities.get(required), found)
  if (rules.state === 'draft') found.add('launch_not_started', { launch: id })
  if (rules.state === 'halted') found.add('launch_halted', { launch: id })
  if (rules.state === 'ended') found.add('launch_ended', { launch: id })
}

/** Whether it is open there, for this amount, at this time. */
export function checkCircumstances(
  launch: CompiledLaunch,
  { checkout, scene }: DecisionFacts,
  nowMs: number,
  found: FoundReasons,
): void {
  if (launch.scenes !== null && !launch.scenes.has(scene))
    found.add('scene_not_included', { scene, launch: launch.id })
  checkAmount(launch, checkout.amountMinor, found)
  checkWindows(launch, nowMs, found)
}

function checkCapability(id: string, capability: CapabilityFact | undefined, found: FoundReasons): void {
  const state = capability?.state ?? null
  if (state === 'granted') return
  if (state === 'suspended') found.add('capability_suspended', { capability: id })
  else found.add('capability_not_granted', { capability: id, state })
}

function checkAmount({ rules, id }: CompiledLaunch, amountMinor: bigint, found: FoundReasons): void {
  const { least, most } = rules.amountMinor
  if (least === null && most === null) return
  if (least !== null && amountMinor < least) found.add('amount_too_small', { leastMinor: least, launch: id })
  if (most !== null && amountMinor > most) found.add('amount_too_large', { mostMinor: most, launch: id })
}

function checkWindows({ windows, id }: CompiledLaunch, nowMs: number, found: FoundReasons): void {
  if (windows.length === 0) return
  let nextMs = Number.POSITIVE_INFINITY
  for (const { fromMs, untilMs } of windows) {
    if (nowMs >= fromMs && nowMs < untilMs) return
    if (fromMs > nowMs && untilMs > fromMs) nextMs = Math.min(nextMs, fromMs)
  }
  const opensAt = Number.isFinite(nextMs) ? new Date(nextMs).toISOString() : null
  found.add('outside_window', { opensAt, launch: id })
}

/** The version that every merchant must have agreed to now; null while none asks for agreement. */
export function termsNeeded(terms: readonly TermsFact[], nowMs: number): TermsFact | null {
  for (let at = terms.length - 1; at >= 0; at -= 1) {
    const version = terms[at]!
    if (version.agreement === 'needed' && version.effectiveAtMs <= nowMs) return version
  }
  return null
}
