import type { LaunchesDeps } from '../deps.js'

export type RampDeps = Pick<LaunchesDeps, 'db' | 'clock' | 'rulebooks'>
