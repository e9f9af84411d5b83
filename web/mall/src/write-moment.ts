const two = (n: number) => n.toString().padStart(2, '0')

/** A moment on the shopper's own clock, to the second: "2026-11-22 14:30:05". */
export function writeMoment(time: string): string {
  const date = new Date(time)
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}

/** "29:07" until then, "0:00" when it is over. */
export function writeCountdown(until: string, nowMs: number): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - nowMs) / 1000))
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
}
