import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const ROOT = new URL('../../../../', import.meta.url)

export const inTree = (path: string): string => fileURLToPath(new URL(path, ROOT))

export interface Program<Ready> {
  readonly ready: Ready
  stop(): Promise<void>
}

/** One of our programs as `npm start` runs it; settles when it says that it is ready. */
export async function startProgram<Ready>(
  entry: string,
  env: Readonly<Record<string, string>>,
): Promise<Program<Ready>> {
  const child = fork(inTree(entry), [], {
    env: { ...process.env, ...env },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log += text
    })
  const exited = once(child, 'exit')
  const killWithUs = () => child.kill('SIGKILL')
  process.once('exit', killWithUs)
  void exited.finally(() => process.off('exit', killWithUs))
  const [ready] = (await Promise.race([
    once(child, 'message'),
    exited.then(([code, signal]) => {
      throw new Error(`${entry} ended before it was ready (${signal ?? code}):\n${log}`)
    }),
  ])) as [Ready]
  return {
    ready,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await exited
    },
  }
}
