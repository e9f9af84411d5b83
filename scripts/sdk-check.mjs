import { fork } from 'node:child_process'
import { buildTypeScript } from './parts/build-steps.mjs'
import { run } from './parts/say.mjs'
import { inTree, root } from './parts/tree.mjs'

// Public payment SDKs, unmodified, against the sandbox: a table of what passed, failed, or is not offered by that SDK.
await run(async () => {
  await buildTypeScript()
  const child = fork(inTree('test/dist/sdk-check/main.js'), [], { cwd: root, stdio: 'inherit' })
  process.on('SIGINT', () => {})
  child.once('exit', (code) => process.exit(code ?? 1))
})
