export { guardrailsDueWork } from './due-work.js'
export { measureGuardrails } from './measure-guardrails.js'
export { GUARDRAILS_REFUSALS } from './refusals.js'
export { registerGuardrailsRoutes } from './routes.js'
