export { loadCapabilities, loadSubMerchantsAt } from './load-capabilities.js'
