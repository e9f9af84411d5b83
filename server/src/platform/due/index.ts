export type { DueWork, DueWorkState, RunnerOptions } from './due-work.js'
export { createRunner, type Runner } from './runner.js'
