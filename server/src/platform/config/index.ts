export { CannotStart } from './cannot-start.js'
export { type Config, readConfig } from './read-config.js'
