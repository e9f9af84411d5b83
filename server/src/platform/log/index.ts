export { createLog, type Log, type LogOptions } from './create-log.js'
export { hideSecrets } from './redact.js'
