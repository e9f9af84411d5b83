import type { MethodName, Scene } from '../../../connectors/contract.js'
import { isRefusal, type Refusal, refuse } from '../../../platform/refusal/index.js'
import type { LaunchesDeps } from '../deps.js'
import { readMethods } from './read-methods.js'

/** Told by the checkout's own rules, with names of their own, before and inside the commit that starts an attempt. */
const NOT_OF_LAUNCHES: ReadonlySet<string> = new Set([
  'checkout_not_open',
  'locked_to_other_institution',
  'not_in_this_scene',
])

/**
 * Whether a launch lets this method be started now. What the cashier page shows is a courtesy; this is the rule. A
 * method that no launch names costs no query.
 */
export async function allowStart(
  deps: Pick<LaunchesDeps, 'db' | 'book' | 'clock' | 'rulebooks'>,
  checkoutId: string,
  method: MethodName,
  scene: Scene,
): Promise<Refusal<'method_not_available' | 'checkout_not_found'> | null> {
  if (!deps.rulebooks.current().launches.has(method)) return null
  const methods = await readMethods(deps, checkoutId, scene)
  if (isRefusal(methods)) return methods
  const reasons = methods.find((decided) => decided.offer.method === method)?.reasons ?? []
  const [first] = reasons.filter((reason) => !NOT_OF_LAUNCHES.has(reason.code))
  return first === undefined ? null : refuse('method_not_available', { method, reason: first.code })
}
