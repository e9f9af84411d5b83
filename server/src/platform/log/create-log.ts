import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino'
import { hideSecrets, scrubLine } from './redact.js'

/** Structured lines: fields first, then a sentence. `log.info({ checkoutId }, 'checkout paid')`. */
export type Log = Logger

export interface LogOptions {
  readonly level?: string
  /** Where lines go; standard output when absent. */
  readonly write?: (line: string) => void
}

export function createLog(options: LogOptions = {}): Log {
  const write = options.write ?? ((line: string) => void process.stdout.write(line))
  const destination: DestinationStream = { write: (line) => write(scrubLine(line)) }
  return pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: hideSecrets },
    },
    destination,
  )
}
