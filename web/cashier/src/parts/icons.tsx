import type { ComponentChildren } from 'preact'
import type { MethodName } from '../cashier-view.js'

/** Drawn here, in our own line: no institution's artwork. */
function Drawing({ children, size = 20 }: { children: ComponentChildren; size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}

export function BrandMark() {
  return (
    <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#0b5563" />
      <path
        d="M6 15.5 16 8l10 7.5"
        fill="none"
        stroke="#fff"
        stroke-width="2.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <path
        d="M10.5 24v-7.2M21.5 24v-7.2M10.5 20.4h11"
        fill="none"
        stroke="#fff"
        stroke-width="2.6"
        stroke-linecap="round"
      />
    </svg>
  )
}

export function MethodIcon({ method }: { method: MethodName }) {
  const tint = method.startsWith('wechatpay') ? 'method-icon tint-green' : 'method-icon tint-blue'
  return (
    <span class={tint}>
      {method.endsWith('_scan') ? (
        <Drawing size={22}>
          <path d="M4 8V5.5A1.5 1.5 0 0 1 5.5 4H8M16 4h2.5A1.5 1.5 0 0 1 20 5.5V8M20 16v2.5a1.5 1.5 0 0 1-1.5 1.5H16M8 20H5.5A1.5 1.5 0 0 1 4 18.5V16" />
          <path d="M8.5 8.5h2v2h-2zM13.5 8.5h2v2h-2zM8.5 13.5h2v2h-2zM15.5 13.5v2h-2" />
        </Drawing>
      ) : (
        <Drawing size={22}>
          <path d="M14 4H8a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h7a2 2 0 0 0 2-2v-3" />
          <path d="M12 10.5h8M17 7.5l3 3-3 3" />
        </Drawing>
      )}
    </span>
  )
}

export const WarningIcon = () => (
  <Drawing>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7.5v5.5M12 16.4v.1" />
  </Drawing>
)

export const ReturnIcon = () => (
  <Drawing>
    <path d="M8.5 6 4.5 10l4 4" />
    <path d="M4.5 10H15a4.5 4.5 0 0 1 0 9h-4" />
  </Drawing>
)

export const LockIcon = () => (
  <Drawing>
    <rect x="5.5" y="10.5" width="13" height="9" rx="2" />
    <path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5" />
  </Drawing>
)

export const ClockIcon = () => (
  <Drawing size={16}>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v5.2l3.2 2" />
  </Drawing>
)

export const SaveIcon = () => (
  <Drawing>
    <path d="M12 4v10.5M8 11l4 4 4-4M5 19.5h14" />
  </Drawing>
)

export const ChevronIcon = () => (
  <Drawing size={18}>
    <path d="m7 10 5 5 5-5" />
  </Drawing>
)

export const ShopIcon = () => (
  <Drawing size={18}>
    <path d="M4.5 9.5 6 4.5h12l1.5 5M4.5 9.5a2.5 2.5 0 0 0 5 0 2.5 2.5 0 0 0 5 0 2.5 2.5 0 0 0 5 0M6 13v6.5h12V13" />
  </Drawing>
)

/** The large sign above an outcome. */
export function OutcomeSign({ mood }: { mood: 'good' | 'back' | 'over' | 'trouble' }) {
  return (
    <span class={`sign sign-${mood}`}>
      <svg
        aria-hidden="true"
        width="34"
        height="34"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="2.4"
        stroke-linecap="round"
        stroke-linejoin="round"
        focusable="false"
      >
        {mood === 'good' && <path class="tick" d="m5 12.5 4.8 4.8L19.5 7.5" pathLength={1} />}
        {mood === 'back' && <path d="M8.5 6 4.5 10l4 4M4.5 10H15a4.5 4.5 0 0 1 0 9h-4" />}
        {mood === 'over' && <path d="M12 6.5V12l3.5 2.5M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z" />}
        {mood === 'trouble' && <path d="M12 6v7.5M12 17.9v.1" />}
      </svg>
    </span>
  )
}
