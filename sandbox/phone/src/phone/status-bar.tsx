import { formatMinute } from '../shared/format-time.js'

/** Shows the sandbox's time, so a frozen or advanced clock is seen at a glance. */
export function StatusBar({ nowMs }: { nowMs: number }) {
  return (
    <div class="status-bar" aria-hidden="true">
      <span class="status-time">{formatMinute(nowMs)}</span>
      <span class="status-island" />
      <svg
        aria-hidden="true"
        class="status-signs"
        width="66"
        height="14"
        viewBox="0 0 66 14"
        fill="currentColor"
      >
        <rect x="0" y="9" width="3" height="4" rx="1" />
        <rect x="4.5" y="7" width="3" height="6" rx="1" />
        <rect x="9" y="4.5" width="3" height="8.5" rx="1" />
        <rect x="13.5" y="2" width="3" height="11" rx="1" />
        <path
          d="M22 5.5a9 9 0 0 1 12 0M24.3 8.2a5.5 5.5 0 0 1 7.4 0M26.6 10.9a2.1 2.1 0 0 1 2.8 0"
          fill="none"
          stroke="currentColor"
          stroke-width="1.7"
          stroke-linecap="round"
        />
        <rect
          x="40.5"
          y="2"
          width="21"
          height="11"
          rx="3.2"
          fill="none"
          stroke="currentColor"
          opacity=".55"
        />
        <rect x="42.3" y="3.8" width="15" height="7.4" rx="1.7" />
        <rect x="63" y="5.5" width="1.8" height="4" rx=".9" opacity=".55" />
      </svg>
    </div>
  )
}
