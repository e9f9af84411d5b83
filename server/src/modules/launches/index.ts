import type { DueWork } from '../../platform/due/index.js'
import type { HttpServer } from '../../platform/http/index.js'
import { capabilityDueWork, registerCapabilityRoutes } from './capability/index.js'
import { registerMethodsRoutes } from './checkout/routes.js'
import type { LaunchesDeps } from './deps.js'

export { CAPABILITY_REFUSALS, type ReviewDesks } from './capability/index.js'
export { allowStart } from './checkout/allow-start.js'
export { readMethods } from './checkout/read-methods.js'
export type { MethodChoice } from './checkout/schema.js'
export { viewMethod } from './checkout/view-method.js'
export type { DecisionFacts, MerchantFact } from './decision/facts.js'
export { compileLaunch, decideMethods } from './decision/index.js'
export type { LaunchesDeps } from './deps.js'
export { createRulebooks, type Rulebooks } from './rulebook/keep-rulebook.js'
export { loadRulebook } from './rulebook/load-rulebook.js'
export type { LaunchRules } from './rules-schema.js'

/** Every address of launches: the marketplace's, the console's and the workbench's. */
export function registerLaunchesRoutes(http: HttpServer, deps: LaunchesDeps): void {
  registerMethodsRoutes(http, deps)
  registerCapabilityRoutes(http, deps)
}

/** What happens by itself: waves, expiries, steps of a ramp, guardrails, reviews that are asked about. */
export function launchesDueWork(deps: LaunchesDeps): DueWork[] {
  return [...deps.rulebooks.dueWork(), ...capabilityDueWork(deps)]
}
