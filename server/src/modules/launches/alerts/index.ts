export { ALERTS_REFUSALS } from './refusals.js'
export { registerAlertsRoutes } from './routes.js'
