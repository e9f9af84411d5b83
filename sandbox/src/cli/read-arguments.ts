import { type ParseArgsConfig, parseArgs } from 'node:util'
import { CommandFailed } from './say.js'

export interface Arguments {
  words: string[]
  /** The last value given for an option; undefined when it was not. */
  value(name: string): string | undefined
  values(name: string): string[]
  has(name: string): boolean
}

export type OptionKinds = Record<string, 'text' | 'texts' | 'flag'>

/** Throws CommandFailed, with the way to the help, at what is not understood. */
export function readArguments(command: string, argv: readonly string[], kinds: OptionKinds): Arguments {
  const options: NonNullable<ParseArgsConfig['options']> = {}
  for (const [name, kind] of Object.entries(kinds)) {
    options[name] = kind === 'flag' ? { type: 'boolean' } : { type: 'string', multiple: true }
  }
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    const texts = (name: string): string[] => {
      const given = values[name]
      return Array.isArray(given) ? given.map(String) : []
    }
    return {
      words: positionals,
      value: (name) => texts(name).at(-1),
      values: texts,
      has: (name) => values[name] === true,
    }
  } catch (error) {
    throw usage(command, error instanceof Error ? error.message : String(error))
  }
}

export function usage(command: string, because: string): CommandFailed {
  return new CommandFailed(
    `${because}\n说明见 For help: hutong-sandbox ${command} --help`.replace('  ', ' '),
    2,
  )
}

/** The home page of the running sandbox that a command means. */
export function homeUrlOf(given: string | undefined, env: NodeJS.ProcessEnv): string {
  const url = given ?? `http://127.0.0.1:${env.HUTONG_SANDBOX_PORT || 3100}`
  if (URL.canParse(url) && /^https?:/.test(url)) return url
  throw new CommandFailed(`--home 不是网址 is no web address: ${url}`, 2)
}
