import type { ReactNode } from 'react'

function Icon({ children, size = 16 }: { children: ReactNode; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}

export const CopyIcon = () => (
  <Icon size={14}>
    <rect x="9" y="9" width="11" height="11" rx="2" />
    <path d="M5 15H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v1" />
  </Icon>
)

export const SearchIcon = () => (
  <Icon>
    <circle cx="11" cy="11" r="7" />
    <path d="m20 20-3.5-3.5" />
  </Icon>
)

export const BackIcon = () => (
  <Icon>
    <path d="M15 5l-7 7 7 7" />
  </Icon>
)

export const AlarmIcon = () => (
  <Icon>
    <path d="M12 4 2.8 19.5h18.4L12 4z" />
    <path d="M12 10v4M12 17.2v.1" />
  </Icon>
)

export const DoneIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="m8 12.3 2.7 2.7L16 9.5" />
  </Icon>
)

export const RefreshIcon = () => (
  <Icon>
    <path d="M20 11a8 8 0 1 0-1.6 6" />
    <path d="M20 4v7h-7" />
  </Icon>
)

export const ArrowIcon = () => (
  <Icon size={14}>
    <path d="M4 12h16M14 6l6 6-6 6" />
  </Icon>
)

/** Two courtyards joined by a lane that can be walked both ways. */
export const Mark = ({ size = 28 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="8" fill="currentColor" opacity="0.14" />
    <g fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round">
      <path d="M15 8H9a1 1 0 0 0-1 1v5" />
      <path d="M17 24h6a1 1 0 0 0 1-1v-5" />
      <path d="M12 20 20 12" />
      <path d="M15.5 12H20v4.5" />
      <path d="M16.5 20H12v-4.5" />
    </g>
  </svg>
)
