export { type Platform, type PlatformOptions, startPlatform } from './app.js'
export { MIGRATIONS_FOLDER } from './migrations-folder.js'
export type { DemoMerchant, DemoOptions, SeededDemo } from './seed-demo.js'
