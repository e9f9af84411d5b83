export const UNITS = ['second', 'minute', 'hour', 'day'] as const
export type Unit = (typeof UNITS)[number]

export const UNIT_MS: Record<Unit, number> = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
}

/** A span in the largest unit that holds it exactly: 7200000 → 2 hours; 90000 → 90 seconds. */
export function splitSpan(ms: number): { count: number; unit: Unit } {
  const unit = UNITS.findLast((one) => ms !== 0 && ms % UNIT_MS[one] === 0) ?? 'second'
  return { count: Math.round(ms / UNIT_MS[unit]), unit }
}

/** A moment as a field of the type datetime-local holds it, in the reader's zone; '' for none. */
export function toLocalField(iso: string | null): string {
  if (iso === null) return ''
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return ''
  const two = (part: number) => String(part).padStart(2, '0')
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** What such a field holds, as an ISO moment; null while it is empty or half-typed. */
export function fromLocalField(value: string): string | null {
  const at = new Date(value)
  return value === '' || Number.isNaN(at.getTime()) ? null : at.toISOString()
}
