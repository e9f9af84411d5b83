import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { Sentence } from './say.mjs'
import { inTree, pages, root } from './tree.mjs'

const STAMPS = inTree('node_modules', '.cache', 'hutong')
// What pages share with each other and with the packages below them.
const SHARED = ['package-lock.json', 'money/src', 'client/src', 'web/office', 'web/mall/catalog']
const BUILT = new Set(['node_modules', 'dist', 'dist-server'])

/** Builds everything whose sources changed since it was last built. */
export async function buildChanged({ force = false } = {}) {
  if (!existsSync(inTree('node_modules')))
    throw new Sentence(
      '还没有安装依赖，请先运行 npm ci。',
      'Dependencies are not installed yet: run npm ci first.',
    )
  await buildTypeScript()
  for (const page of pages) await buildPage(page, force)
}

/** The compiler knows itself what changed. */
export async function buildTypeScript() {
  await runStep('TypeScript', process.execPath, [inTree('node_modules/typescript/bin/tsc'), '-b'], root)
}

async function buildPage(page, force) {
  const stampFile = join(STAMPS, `${page.replaceAll('/', '-')}.stamp`)
  const stamp = stampOf([page, ...SHARED])
  const isFresh =
    existsSync(inTree(page, 'dist')) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp
  if (isFresh && !force) return
  const ownBuild = JSON.parse(readIfThere(inTree(page, 'package.json')) ?? '{}').scripts?.build
  if (ownBuild !== undefined) await runStep(page, 'npm', ['run', '--silent', 'build'], inTree(page))
  else
    await runStep(
      page,
      process.execPath,
      [
        inTree('node_modules/vite/bin/vite.js'),
        'build',
        inTree(page),
        '--config',
        inTree(page, 'vite.config.ts'),
        '--logLevel',
        'warn',
      ],
      inTree(page),
    )
  compressBeside(inTree(page, 'dist'))
  mkdirSync(STAMPS, { recursive: true })
  writeFileSync(stampFile, stamp)
}

const COMPRESSIBLE = /\.(?:js|css|html|svg|json)$/
const WORTH_BYTES = 1024

/** Lays a Brotli and a gzip copy beside every text file, for servers to send as they are. */
function compressBeside(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !COMPRESSIBLE.test(entry.name)) continue
    const file = join(entry.parentPath, entry.name)
    const bytes = readFileSync(file)
    if (bytes.length < WORTH_BYTES) continue
    writeFileSync(`${file}.br`, brotliCompressSync(bytes))
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
  }
}

/** Names, sizes and times of all sources: says that something changed, and also that something went away. */
function stampOf(paths) {
  const hash = createHash('sha256')
  const add = (path) => {
    const stats = statSync(path, { throwIfNoEntry: false })
    if (stats === undefined) return
    if (!stats.isDirectory()) {
      hash.update(`${path}\0${stats.size}\0${stats.mtimeMs}\n`)
      return
    }
    for (const name of readdirSync(path).sort()) if (!BUILT.has(name)) add(join(path, name))
  }
  for (const path of paths) add(inTree(path))
  return hash.digest('hex')
}

async function runStep(what, command, args, cwd) {
  const startedAtMs = Date.now()
  const output = []
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk))
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(127))
    child.once('close', resolve)
  })
  if (code !== 0) {
    process.stderr.write(Buffer.concat(output))
    throw new Sentence(`构建失败：${what}。`, `The build of ${what} failed; the reason is above.`)
  }
  const tookMs = Date.now() - startedAtMs
  if (tookMs > 300) console.log(`  构建 built   ${what}   ${(tookMs / 1000).toFixed(1)} s`)
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
