export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

// Beyond it the table would take more memory than a text of rules is worth.
const MOST_CELLS = 4_000_000

/** What changed between two texts, line by line: the fewest removed and added lines that make one out of the other. */
export function diffLines(before: string, after: string): DiffLine[] {
  const old = linesOf(before)
  const now = linesOf(after)
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1
  let tail = 0
  while (
    tail < old.length - head &&
    tail < now.length - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  )
    tail += 1
  const same = (text: string): DiffLine => ({ kind: 'same', text })
  return [
    ...old.slice(0, head).map(same),
    ...diffMiddle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...old.slice(old.length - tail).map(same),
  ]
}

/** No text has no lines, not one empty one. */
const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'))

function diffMiddle(old: readonly string[], now: readonly string[]): DiffLine[] {
  const width = now.length + 1
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  if ((old.length + 1) * width <= MOST_CELLS) {
    // common[i * width + j]: the longest common subsequence of what is left from i and from j on.
    const common = new Uint32Array((old.length + 1) * width)
    for (let row = old.length - 1; row >= 0; row -= 1)
      for (let column = now.length - 1; column >= 0; column -= 1) {
        const at = row * width + column
        common[at] =
          old[row] === now[column]
            ? (common[at + width + 1] ?? 0) + 1
            : Math.max(common[at + width] ?? 0, common[at + 1] ?? 0)
      }
    while (i < old.length && j < now.length) {
      const at = i * width + j
      if (old[i] === now[j]) {
        lines.push({ kind: 'same', text: old[i] ?? '' })
        i += 1
        j += 1
      } else if ((common[at + width] ?? 0) >= (common[at + 1] ?? 0))
        lines.push({ kind: 'removed', text: old[i++] ?? '' })
      else lines.push({ kind: 'added', text: now[j++] ?? '' })
    }
  }
  for (const text of old.slice(i)) lines.push({ kind: 'removed', text })
  for (const text of now.slice(j)) lines.push({ kind: 'added', text })
  return lines
}
