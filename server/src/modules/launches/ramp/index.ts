export { RAMP_REFUSALS } from './refusals.js'
export { registerRampRoutes } from './routes.js'
export { registerRampUndoes } from './undoes.js'
