export { type Platform, type PlatformOptions, startPlatform } from './app.js'
export { MIGRATIONS_FOLDER } from './migrations-folder.js'
export type { DemoMerchant, SeededDemo } from './seed-demo.js'
