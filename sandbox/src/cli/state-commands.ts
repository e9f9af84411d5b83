import { readFileSync, writeFileSync } from 'node:fs'
import { createSandboxClient } from '../client/sandbox-client.js'
import type { Snapshot } from '../core/snapshot.js'
import { homeUrlOf, readArguments, usage } from './read-arguments.js'
import { CommandFailed } from './say.js'

export async function reset(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const given = readArguments('reset', argv, { home: 'text' })
  const client = await createSandboxClient({ homeUrl: homeUrlOf(given.value('home'), env) })
  await client.reset()
  console.log('沙箱已清空，密钥保留。 The sandbox was reset; the keys stay.')
}

export async function snapshot(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const given = readArguments('snapshot', argv, { home: 'text' })
  const [verb, file, ...surplus] = given.words
  if ((verb !== 'save' && verb !== 'restore') || file === undefined || surplus.length > 0) {
    throw usage(
      'snapshot',
      '应为 snapshot save <file> 或 snapshot restore <file>。 It is save <file> or restore <file>.',
    )
  }
  const client = await createSandboxClient({ homeUrl: homeUrlOf(given.value('home'), env) })
  if (verb === 'save') {
    const saved = await client.snapshot()
    try {
      // It holds private keys, if only of a sandbox.
      writeFileSync(file, `${JSON.stringify(saved)}\n`, { mode: 0o600 })
    } catch (error) {
      throw new CommandFailed(`无法写入 Cannot write ${file}: ${messageOf(error)}`)
    }
    console.log(
      `已保存 ${saved.lines.length} 条记录到 ${file}。 Saved ${saved.lines.length} records to ${file}.`,
    )
    return
  }
  let read: Snapshot
  try {
    read = JSON.parse(readFileSync(file, 'utf8')) as Snapshot
  } catch (error) {
    throw new CommandFailed(`无法读取 Cannot read ${file}: ${messageOf(error)}`)
  }
  await client.restore(read)
  console.log(`已恢复到 ${file}。 Restored to ${file}.`)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
