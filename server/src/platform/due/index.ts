export { createRunner, type DueWork, type DueWorkState, type Runner, type RunnerOptions } from './runner.js'
