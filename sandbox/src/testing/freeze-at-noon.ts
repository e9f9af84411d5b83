import type { SandboxClock } from '../core/clock.js'
import { beijingTime } from '../wechatpay/beijing-time.js'

const HOUR_MS = 3_600_000

/** Time stands at the next noon in Beijing: what takes hours is one day there, whenever a test runs. */
export function freezeAtNoon(clock: SandboxClock): void {
  clock.freeze()
  const today = Date.parse(`${beijingTime(clock.nowMs()).slice(0, 10)}T00:00:00+08:00`)
  clock.advance(today + 36 * HOUR_MS - clock.nowMs())
}
