/** How long is left, as a countdown: "04:59", "1:00:00", "2 天 03:04:05" via the caller's word for day. */
export function formatCountdown(leftMs: number, dayWord: string): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000))
  const two = (value: number) => value.toString().padStart(2, '0')
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor((seconds % 86_400) / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const clock = `${two(minutes)}:${two(seconds % 60)}`
  if (days > 0) return `${days} ${dayWord} ${two(hours)}:${clock}`
  return hours > 0 ? `${hours}:${clock}` : clock
}

// Both institutions speak Beijing time, whatever the time zone of the machine is.
const beijing = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hourCycle: 'h23', ...options })

const minuteFormat = beijing({ hour: '2-digit', minute: '2-digit' })
const secondFormat = beijing({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
const dayFormat = beijing({ year: 'numeric', month: '2-digit', day: '2-digit' })

function day(timeMs: number): string {
  const parts = Object.fromEntries(dayFormat.formatToParts(timeMs).map((part) => [part.type, part.value]))
  return `${parts.year}-${parts.month}-${parts.day}`
}

/** 09:41 in Beijing time. */
export function formatMinute(timeMs: number): string {
  return minuteFormat.format(timeMs)
}

/** 09:41:07 in Beijing time. */
export function formatSecond(timeMs: number): string {
  return secondFormat.format(timeMs)
}

/** 2026-05-01 09:41:07 in Beijing time. */
export function formatMoment(timeMs: number): string {
  return `${day(timeMs)} ${secondFormat.format(timeMs)}`
}
