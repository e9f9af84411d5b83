import type { DiffLine } from './terms-api.js'

const NEAR = 2

interface Run {
  at: number
  kind: DiffLine['kind'] | 'skipped'
  text: string
  count: number
}

/** Lines that are the same far from any change are only counted. */
export function foldSame(lines: readonly DiffLine[]): Run[] {
  const near = lines.map((_line, at) =>
    lines.slice(Math.max(0, at - NEAR), at + NEAR + 1).some(({ kind }) => kind !== 'same'),
  )
  const runs: Run[] = []
  for (const [at, { kind, text }] of lines.entries()) {
    const last = runs.at(-1)
    if (near[at]) runs.push({ at, kind, text, count: 1 })
    else if (last?.kind === 'skipped') last.count += 1
    else runs.push({ at, kind: 'skipped', text: '', count: 1 })
  }
  return runs
}
