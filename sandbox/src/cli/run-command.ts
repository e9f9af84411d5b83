import { SandboxRefused, SandboxUnreachable } from '../client/call-home.js'
import { COMMAND_HELP, HELP } from './help.js'
import { CommandFailed } from './say.js'

type Command = (argv: readonly string[], env: NodeJS.ProcessEnv) => Promise<void>

// Loaded when asked for: help must not wait for web servers.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.js')).start,
  listen: async () => (await import('./listen.js')).listen,
  trigger: async () => (await import('./trigger.js')).trigger,
  reset: async () => (await import('./state-commands.js')).reset,
  snapshot: async () => (await import('./state-commands.js')).snapshot,
}

/** Does what was typed. Resolves with the exit code, or with null when the process goes on (a started sandbox). */
export async function runCommand(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number | null> {
  const [name = 'start', ...rest] = argv
  if (name === '--help' || name === '-h' || name === 'help') {
    console.log((rest[0] !== undefined && COMMAND_HELP[rest[0]]) || HELP)
    return 0
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) {
    console.error(`没有 ${name} 这个命令。 There is no command ${name}.\n\n${HELP}`)
    return 2
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(COMMAND_HELP[name])
    return 0
  }
  try {
    const act = await command()
    await act(rest, env)
    return name === 'start' ? null : 0
  } catch (error) {
    if (error instanceof CommandFailed) {
      console.error(error.message)
      return error.exitCode
    }
    const foreseen =
      error instanceof SandboxRefused || error instanceof SandboxUnreachable || error instanceof RangeError
    console.error(foreseen ? error.message : error)
    return 1
  }
}
