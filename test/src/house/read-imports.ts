import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One import of one of our own files by another; paths are from the top of the tree. */
export interface OwnImport {
  readonly from: string
  readonly to: string
  /** Gone when compiled: such imports make no circle at run time. */
  readonly typeOnly?: boolean
}

export const TOP = fileURLToPath(new URL('../../..', import.meta.url))

const PARTS = ['money', 'wechatpay', 'sandbox', 'server', 'client', 'web', 'test', 'bench']
const NOT_SOURCE = new Set(['node_modules', 'dist', 'dist-server', 'generated'])
const IMPORT =
  /(?:^|[\s;])(?:import|export)\s([^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g

export function sourceFiles(): string[] {
  return PARTS.flatMap((part) => filesBelow(join(TOP, part))).map((path) => relative(TOP, path))
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return NOT_SOURCE.has(name) ? [] : filesBelow(path)
    return /\.tsx?$/.test(name) && !name.endsWith('.d.ts') ? [path] : []
  })
}

/** Imports of files and packages of this tree, types among them; what comes from outside is left out. */
export function ownImports(files: readonly string[]): OwnImport[] {
  const known = new Set(files)
  const packages = readPackages()
  return files.flatMap((from) => {
    const text = readFileSync(join(TOP, from), 'utf8')
    return [...text.matchAll(IMPORT)].flatMap(([, names, statically, dynamically]) => {
      const to = resolveOwn(from, statically ?? dynamically ?? '', known, packages)
      return to === undefined ? [] : [{ from, to, typeOnly: namesOnlyTypes(names ?? '') }]
    })
  })
}

function namesOnlyTypes(names: string): boolean {
  if (/^type\s/.test(names)) return true
  const inBraces = /^\{([^}]*)\}/.exec(names)?.[1]
  const all = inBraces
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return all !== undefined && all.length > 0 && all.every((name) => name.startsWith('type '))
}

type Packages = ReadonlyMap<string, string>

/** A package's name and its folder. */
function readPackages(): Packages {
  const folders = [...PARTS, ...readdirSync(join(TOP, 'web')).map((name) => `web/${name}`)]
  return new Map(
    folders.flatMap((folder) => {
      try {
        const { name } = JSON.parse(readFileSync(join(TOP, folder, 'package.json'), 'utf8')) as {
          name: string
        }
        return [[name, folder] as const]
      } catch {
        return []
      }
    }),
  )
}

function resolveOwn(
  from: string,
  specifier: string,
  known: Set<string>,
  packages: Packages,
): string | undefined {
  if (specifier.startsWith('.')) {
    const path = relative(TOP, join(TOP, dirname(from), specifier))
    const bare = path.replace(/\.(js|jsx|ts|tsx)$/, '')
    const found = [path, `${bare}.ts`, `${bare}.tsx`, `${path}/index.ts`, `${path}/index.tsx`].find((one) =>
      known.has(one),
    )
    return found
  }
  for (const [name, folder] of packages) {
    if (specifier === name) return `${folder}/src/index.ts`
    if (!specifier.startsWith(`${name}/`)) continue
    const inside = `${folder}/src/${specifier.slice(name.length + 1)}`
    return [`${inside}/index.ts`, `${inside}.ts`].find((one) => known.has(one)) ?? inside
  }
  return undefined
}

/** Groups of files that need each other in a circle when they run. */
export function cycles(imports: readonly OwnImport[]): string[][] {
  const next = new Map<string, Set<string>>()
  for (const { from, to, typeOnly } of imports)
    if (typeOnly !== true) next.set(from, (next.get(from) ?? new Set()).add(to))
  // Tarjan: a strongly connected group of more than one file is a circle.
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  const visit = (file: string): void => {
    order.set(file, order.size)
    lowest.set(file, order.get(file) ?? 0)
    stack.push(file)
    for (const other of next.get(file) ?? []) {
      if (!order.has(other)) visit(other)
      if (stack.includes(other)) lowest.set(file, Math.min(lowest.get(file) ?? 0, lowest.get(other) ?? 0))
    }
    if (lowest.get(file) !== order.get(file)) return
    const group = stack.splice(stack.indexOf(file))
    if (group.length > 1 || next.get(file)?.has(file)) found.push(group)
  }
  for (const file of next.keys()) if (!order.has(file)) visit(file)
  return found
}
