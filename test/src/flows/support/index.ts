export { until } from '../../support/index.js'
export type { Method, Problem, Shop, StoryEntry } from './shop.js'
export { startWorld, type World, type WorldOptions } from './start-world.js'
