export { MIGRATIONS_FOLDER, type Platform, type PlatformOptions, startPlatform } from './app.js'
export type { DemoMerchant, SeededDemo } from './seed-demo.js'
