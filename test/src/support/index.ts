export { createTestDatabase, type TestDatabase } from '@hutong/server/platform/testing'
export { launchChromium } from './chromium.js'
export { freePorts } from './free-ports.js'
export {
  type Demo,
  type PlatformProcess,
  type PlatformProcessOptions,
  startPlatformProcess,
} from './platform-process.js'
export { putGrantedCapability } from './put-granted-capability.js'
export { enterApplicationGateway, startSandboxInProcess } from './sandbox.js'
export { transferAtAlipay } from './transfer-at-alipay.js'
export { until } from './until.js'
