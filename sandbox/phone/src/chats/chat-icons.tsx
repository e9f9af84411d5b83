import { LineIcon as Line } from '../shared/line-icon.js'

export const ChatsIcon = () => (
  <Line size={34}>
    <path d="M4 6.5A1.5 1.5 0 0 1 5.5 5h13A1.5 1.5 0 0 1 20 6.5v9a1.5 1.5 0 0 1-1.5 1.5H10l-4.5 3v-3A1.5 1.5 0 0 1 4 15.5Z" />
    <path d="M8 9.5h8M8 13h5" />
  </Line>
)
export const AccountIcon = () => (
  <Line size={28}>
    <path d="M4 10v4l10 4V6ZM14 9a3.5 3.5 0 0 1 0 6M6.5 15l1 4.5h2.4L9 16" />
  </Line>
)
export const MiniProgramIcon = () => (
  <Line size={28}>
    <rect x="4" y="4" width="7" height="7" rx="2" />
    <rect x="13" y="4" width="7" height="7" rx="2" />
    <rect x="4" y="13" width="7" height="7" rx="2" />
    <circle cx="16.5" cy="16.5" r="3.5" />
  </Line>
)
