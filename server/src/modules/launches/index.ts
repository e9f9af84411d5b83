import type { DueWork } from '../../platform/due/index.js'
import type { HttpServer } from '../../platform/http/index.js'
import { ALERTS_REFUSALS, registerAlertsRoutes } from './alerts/index.js'
import { CAPABILITY_REFUSALS, capabilityDueWork, registerCapabilityRoutes } from './capability/index.js'
import { registerMethodsRoutes } from './checkout/routes.js'
import type { LaunchesDeps, LaunchesRoutesDeps } from './deps.js'
import { EXPLAIN_REFUSALS, registerExplainRoutes } from './explain/index.js'
import { GUARDRAILS_REFUSALS, guardrailsDueWork, registerGuardrailsRoutes } from './guardrails/index.js'
import { INVITATIONS_REFUSALS, invitationsDueWork, registerInvitationsRoutes } from './invitations/index.js'
import { POLICY_REFUSALS, registerPolicyRoutes, registerPolicyUndoes } from './policy/index.js'
import { RAMP_REFUSALS, registerRampRoutes, registerRampUndoes } from './ramp/index.js'
import { registerTermsRoutes, TERMS_REFUSALS, termsDueWork } from './terms/index.js'

export type { ReviewDesks } from './capability/index.js'
export { allowStart } from './checkout/allow-start.js'
export { readMethods } from './checkout/read-methods.js'
export type { MethodChoice } from './checkout/schema.js'
export { viewMethod } from './checkout/view-method.js'
export type { DecisionFacts, MerchantFact } from './decision/facts.js'
export { compileLaunch, decideMethods } from './decision/index.js'
export { seedDemoLaunch } from './demo/seed-demo.js'
export type { LaunchesDeps } from './deps.js'
export { hurryLook } from './hurry-look.js'
export { createRulebooks, type Rulebooks } from './rulebook/keep-rulebook.js'
export { loadRulebook } from './rulebook/load-rulebook.js'
export type { LaunchRules } from './rules-schema.js'

export const LAUNCHES_REFUSALS = {
  ...CAPABILITY_REFUSALS,
  ...TERMS_REFUSALS,
  ...INVITATIONS_REFUSALS,
  ...RAMP_REFUSALS,
  ...POLICY_REFUSALS,
  ...GUARDRAILS_REFUSALS,
  ...ALERTS_REFUSALS,
  ...EXPLAIN_REFUSALS,
}

/** Every address of launches: the marketplace's, the console's and the workbench's. */
export function registerLaunchesRoutes(http: HttpServer, deps: LaunchesRoutesDeps): void {
  registerMethodsRoutes(http, deps)
  registerExplainRoutes(http, deps)
  registerCapabilityRoutes(http, deps)
  registerTermsRoutes(http, deps)
  registerInvitationsRoutes(http, deps)
  registerRampRoutes(http, deps)
  registerGuardrailsRoutes(http, deps)
  registerPolicyRoutes(http, deps)
  registerAlertsRoutes(http, deps)
  registerRampUndoes(deps.audit)
  registerPolicyUndoes(deps.audit)
}

/** What happens by itself: waves, expiries, steps of a ramp, guardrails, reviews that are asked about. */
export function launchesDueWork(deps: LaunchesDeps): DueWork[] {
  return [
    ...deps.rulebooks.dueWork(),
    ...capabilityDueWork(deps),
    ...termsDueWork(deps),
    ...invitationsDueWork(deps),
    ...guardrailsDueWork(deps),
  ]
}
