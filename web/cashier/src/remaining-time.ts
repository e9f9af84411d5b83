import type { Say } from './language.js'

/** Whole seconds left, never below zero; the last started second counts, so that zero means over. */
export function secondsLeft(untilMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((untilMs - nowMs) / 1000))
}

/** "2 天 3 小时", "1:59:07", "04:59": days are words, hours and minutes a clock. */
export function writeRemaining(seconds: number, say: Say): string {
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor((seconds % 86_400) / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  if (days > 0) return say(`${days} 天 ${hours} 小时`, `${days} d ${hours} h`)
  const two = (n: number) => n.toString().padStart(2, '0')
  const clock = `${two(minutes)}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${clock}` : clock
}

/** For ears: no seconds, they would be stale when spoken. */
export function speakRemaining(seconds: number, say: Say): string {
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.ceil((seconds % 3600) / 60)
  if (hours >= 24) {
    const days = Math.floor(hours / 24)
    return say(`剩余约 ${days} 天`, `about ${days} ${days === 1 ? 'day' : 'days'} left`)
  }
  if (hours > 0) return say(`剩余约 ${hours} 小时 ${minutes} 分钟`, `about ${hours} h ${minutes} min left`)
  return say(`剩余约 ${minutes} 分钟`, `about ${minutes} min left`)
}
