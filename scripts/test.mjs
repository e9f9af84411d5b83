import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowserTools } from './parts/browser-tools.mjs'
import { buildChanged } from './parts/build-steps.mjs'
import { run, Sentence } from './parts/say.mjs'
import { inTree, pages, root } from './parts/tree.mjs'

// npm test -- money runs only the tests whose path contains "money", without the checks of the whole tree.
const filters = process.argv.slice(2)
const total = { passed: 0, failed: 0, skipped: 0 }

function node(script, args) {
  return spawnSync(process.execPath, [inTree(script), ...args], { cwd: root, stdio: 'inherit' }).status
}

/** Each check of the whole tree counts as one test. */
function check(name, status) {
  total[status === 0 ? 'passed' : 'failed'] += 1
  console.log(`  ${status === 0 ? '通过 passed' : '失败 FAILED'}   ${name}`)
}

function checkTree() {
  check('format and lint (biome)', node('node_modules/@biomejs/biome/bin/biome', ['check', '.']))
  check('dead code (knip)', node('node_modules/knip/bin/knip.js', ['--no-progress']))
  for (const page of [...pages, 'web/office'].filter((one) => existsSync(inTree(one, 'tsconfig.json'))))
    check(`types of ${page}`, node('node_modules/typescript/bin/tsc', ['-p', inTree(page), '--noEmit']))
}

function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'hutong-tests-'))
  const file = join(folder, 'result.json')
  const status = node('node_modules/vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...filters,
  ])
  const result = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  rmSync(folder, { recursive: true, force: true })
  total.passed += result.numPassedTests ?? 0
  total.failed += result.numFailedTests ?? 0
  total.skipped += (result.numPendingTests ?? 0) + (result.numTodoTests ?? 0)
  // A file that cannot be loaded, or an error outside any test, fails the run without a failed test.
  if (status !== 0 && !(result.numFailedTests > 0))
    total.failed += Math.max(1, result.numFailedTestSuites ?? 0)
}

await run(async () => {
  ensureBrowserTools()
  try {
    await buildChanged()
  } catch (error) {
    if (!(error instanceof Sentence)) throw error
    console.error(`\n${error.message}`)
    total.failed += 1
  }
  if (total.failed === 0) {
    if (filters.length === 0) checkTree()
    runTests()
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
})
