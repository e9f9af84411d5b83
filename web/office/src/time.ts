import type { Language } from './language.js'

interface TimeOptions {
  language: Language
  seconds?: boolean
  /** IANA zone; the reader's own when absent. */
  timeZone?: string | undefined
}

function partsOf(at: Date, timeZone: string | undefined) {
  const format = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  })
  const found: Record<string, string> = {}
  for (const part of format.formatToParts(at)) found[part.type] = part.value
  return found
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function dayOf(parts: Record<string, string>, language: Language, withYear: boolean): string {
  if (language === 'zh')
    return `${withYear ? `${parts.year}年` : ''}${Number(parts.month)}月${Number(parts.day)}日`
  return `${Number(parts.day)} ${MONTHS[Number(parts.month) - 1]}${withYear ? ` ${parts.year}` : ''}`
}

/** A moment in the reader's zone; the year is named only when it is not the year of `now`. */
export function formatTime(iso: string, now: Date, options: TimeOptions): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return '—'
  const parts = partsOf(at, options.timeZone)
  const withYear = parts.year !== partsOf(now, options.timeZone).year
  const clock = `${parts.hour}:${parts.minute}${options.seconds ? `:${parts.second}` : ''}`
  return `${dayOf(parts, options.language, withYear)} ${clock}`
}

export function formatDay(iso: string, options: TimeOptions): string {
  return dayOf(partsOf(new Date(iso), options.timeZone), options.language, true)
}

/** Clock with milliseconds: in a story two things in the same second still have an order. */
export function formatClock(iso: string, timeZone?: string): string {
  const at = new Date(iso)
  const parts = partsOf(at, timeZone)
  return `${parts.hour}:${parts.minute}:${parts.second}.${String(at.getMilliseconds()).padStart(3, '0')}`
}

export function exactUtc(iso: string): string {
  const at = new Date(iso)
  return Number.isNaN(at.getTime()) ? iso : `${at.toISOString().replace('T', ' ').replace('Z', '')} UTC`
}

/** A span of milliseconds for reading: 85 ms, 1.2 s, 3 min 5 s, 2 h 4 min. */
export function formatSpan(spanMs: number, language: Language): string {
  const zh = language === 'zh'
  if (spanMs < 1000) return zh ? `${Math.round(spanMs)} 毫秒` : `${Math.round(spanMs)} ms`
  const seconds = spanMs / 1000
  if (seconds < 60) return zh ? `${trim(seconds)} 秒` : `${trim(seconds)} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) {
    const rest = Math.floor(seconds % 60)
    if (zh) return rest === 0 ? `${minutes} 分钟` : `${minutes} 分 ${rest} 秒`
    return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`
  }
  const hours = Math.floor(minutes / 60)
  if (hours < 48) {
    const rest = minutes % 60
    if (zh) return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分`
    return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
  }
  const days = Math.floor(hours / 24)
  return zh ? `${days} 天` : `${days} days`
}

const trim = (seconds: number) =>
  seconds < 10 ? String(Math.floor(seconds * 10) / 10) : String(Math.floor(seconds))
