export { NOTICES_REFUSALS } from './refusals.js'
export { registerNoticesRoutes } from './routes.js'
export { type Hurry, type NoticesDeps, takeNotice } from './take-notice.js'
