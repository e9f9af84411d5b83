/** One place in which two values differ; `path` is empty for the value itself. Undefined stands for nothing there. */
export type Difference =
  | { readonly path: readonly string[]; readonly before: unknown; readonly after: unknown }
  /** Of a list of plain values: what came and what went. */
  | {
      readonly path: readonly string[]
      readonly added: readonly unknown[]
      readonly removed: readonly unknown[]
      /** The values are lines of a text. */
      readonly lines?: true
    }

/**
 * Where two plain values differ, down to the leaves, so that a person reads "share: 1 % → 10 %" and not two documents.
 * Null, nothing and no field at all are the same here.
 */
export function diffValues(before: unknown, after: unknown, path: readonly string[] = []): Difference[] {
  if (isNothing(before) && isNothing(after)) return []
  if (isPlainList(before) && isPlainList(after)) return diffLists(before, after, path)
  if (canBeOpened(before) && canBeOpened(after) && Array.isArray(before) === Array.isArray(after))
    return diffFields(before, after, path)
  if (isLongText(before) && isLongText(after)) return diffTexts(before, after, path)
  // Something that came or went as a whole is shown field by field too.
  if (isNothing(before) && canBeOpened(after) && Object.keys(after).length > 0)
    return diffFields({}, after, path)
  if (isNothing(after) && canBeOpened(before) && Object.keys(before).length > 0)
    return diffFields(before, {}, path)
  return Object.is(before, after) ? [] : [{ path, before: before ?? undefined, after: after ?? undefined }]
}

type Fields = Readonly<Record<string, unknown>>

function diffFields(before: Fields, after: Fields, path: readonly string[]): Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => diffValues(before[name], after[name], [...path, name]))
}

function diffLists(
  before: readonly unknown[],
  after: readonly unknown[],
  path: readonly string[],
): Difference[] {
  const added = without(after, before)
  const removed = without(before, after)
  if (added.length > 0 || removed.length > 0) return [{ path, added, removed }]
  // The same values in another order.
  return before.every((value, at) => Object.is(value, after[at])) ? [] : [{ path, before, after }]
}

/** What is left of a list when each value of the other is taken out of it once. */
function without(values: readonly unknown[], others: readonly unknown[]): unknown[] {
  const counts = new Map<unknown, number>()
  for (const other of others) counts.set(other, (counts.get(other) ?? 0) + 1)
  return values.filter((value) => {
    const count = counts.get(value) ?? 0
    counts.set(value, count - 1)
    return count <= 0
  })
}

/** Lines that came and lines that went; in a page of terms nobody finds a word between two whole texts. */
function diffTexts(before: string, after: string, path: readonly string[]): Difference[] {
  const [old, fresh] = [before.split('\n'), after.split('\n')]
  const added = without(fresh, old)
  const removed = without(old, fresh)
  if (added.length > 0 || removed.length > 0) return [{ path, added, removed, lines: true }]
  return before === after ? [] : [{ path, before, after }]
}

const isLongText = (value: unknown): value is string => typeof value === 'string' && value.includes('\n')
const isNothing = (value: unknown): boolean => value === null || value === undefined
const canBeOpened = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !isPlainList(value)
const isPlainList = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null)
