import type { JsonObject } from './fields.js'
import { METHODS, type Method } from './methods.js'

const REST_PATHS: ReadonlyMap<string, { name: string; method: Method }> = new Map(
  Object.entries(METHODS).flatMap(([name, method]) =>
    // No public REST v3 has those of ant.
    method.way || name.startsWith('ant.')
      ? []
      : [[`${method.verb ?? 'POST'} ${pathOf(name, method)}`, { name, method }] as const],
  ),
)

interface Found {
  name: string
  method: Method
  /** The field that is the last part of its path. */
  inPath: JsonObject
}

/** The method behind a REST v3 verb and path. */
export function methodAt(verb: string, path: string): Found | undefined {
  const named = REST_PATHS.get(`${verb} ${path}`)
  if (named) return { ...named, inPath: {} }
  const cut = path.lastIndexOf('/') + 1
  for (const [pattern, found] of REST_PATHS) {
    const [, head, field] = /^(.*)\{(\w+)\}$/.exec(pattern) ?? []
    if (field === undefined || head !== `${verb} ${path.slice(0, cut)}`) continue
    return { ...found, inPath: { [field]: decoded(path.slice(cut)) } }
  }
  return undefined
}

export function pathOf(name: string, { path }: Method): string {
  return path ?? `/v3/${name.replaceAll('.', '/')}`
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
