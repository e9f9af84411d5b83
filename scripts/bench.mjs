import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { buildTypeScript } from './parts/build-steps.mjs'
import { run, Sentence } from './parts/say.mjs'
import { inTree, root } from './parts/tree.mjs'

await run(async () => {
  await buildTypeScript()
  const entry = inTree('bench/dist/main.js')
  if (!existsSync(entry)) throw new Sentence('没有性能测试程序。', 'There is no benchmark program.')
  const child = fork(entry, process.argv.slice(2), { cwd: root, stdio: 'inherit' })
  // Ctrl-C reaches the benchmark itself; it ends what it started and then so do we.
  process.on('SIGINT', () => {})
  child.once('exit', (code) => process.exit(code ?? 1))
})
