#!/usr/bin/env node
import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

// node generate.mjs                                        writes the types from openapi.json
// node generate.mjs http://127.0.0.1:3000/openapi.json     takes the document from a running platform first
// node generate.mjs path/to/openapi.json                   or from a file
// --check                                                  writes nothing; fails when the types are not those of openapi.json

const here = dirname(fileURLToPath(import.meta.url))
const documentPath = join(here, 'openapi.json')
const typesPath = join(here, 'src', 'generated', 'api.ts')
const checking = process.argv.includes('--check')
const source = process.argv.slice(2).find((word) => !word.startsWith('--'))

/** Only what the marketplace calls: the other applications' calls are not public. */
function keepPublic(document) {
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith('/v1/'))
  // The address of the machine that was asked says nothing to anyone else.
  const { servers: _, ...rest } = document
  return { ...rest, paths: Object.fromEntries(paths.sort(([a], [b]) => (a < b ? -1 : 1))) }
}

async function readSource(from) {
  if (!/^https?:/.test(from)) return JSON.parse(await readFile(from, 'utf8'))
  const response = await fetch(from)
  if (!response.ok) throw new Error(`${from} answered ${response.status}`)
  return response.json()
}

async function typesOf(document) {
  const nodes = await openapiTS(document)
  return `// Written by generate.mjs from openapi.json; changes made here are lost.\n\n${astToString(nodes)}`
}

if (source) {
  await writeFile(documentPath, JSON.stringify(keepPublic(await readSource(source)), null, 2))
  // In the house's form, so that a refreshed document shows only what the platform changed.
  execFileSync('npx', ['--no-install', 'biome', 'format', '--write', documentPath], { stdio: 'ignore' })
}
const types = await typesOf(JSON.parse(await readFile(documentPath, 'utf8')))
if (!checking) await writeFile(typesPath, types)
else if (types !== (await readFile(typesPath, 'utf8'))) {
  console.error(
    'client/src/generated/api.ts is not what client/openapi.json says: run node client/generate.mjs',
  )
  process.exit(1)
}
