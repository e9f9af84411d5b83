import { LineIcon as Line } from '../shared/line-icon.js'

export const WalletIcon = ({ size = 34 }: { size?: number }) => (
  <Line size={size}>
    <path d="M4 7.5A2.5 2.5 0 0 1 6.5 5H17a2 2 0 0 1 2 2v1.5" />
    <rect x="4" y="8" width="17" height="11.5" rx="2.6" />
    <circle cx="16.6" cy="13.8" r="1.3" />
  </Line>
)
export const CardIcon = ({ size = 34 }: { size?: number }) => (
  <Line size={size}>
    <rect x="3" y="5.5" width="18" height="13" rx="2.8" />
    <path d="M3 10h18M6.8 14.6h4.4" />
  </Line>
)
export const LaneIcon = ({ size = 34 }: { size?: number }) => (
  <Line size={size}>
    <path d="M3 10.5 7.5 7l4.5 3.5L16.5 7l4.5 3.5M6.5 18v-5M12 18v-5M17.5 18v-5" />
  </Line>
)
export const ScanIcon = ({ size = 26 }: { size?: number }) => (
  <Line size={size}>
    <path d="M4 8V6a2 2 0 0 1 2-2h2M16 4h2a2 2 0 0 1 2 2v2M20 16v2a2 2 0 0 1-2 2h-2M8 20H6a2 2 0 0 1-2-2v-2M4 12h16" />
  </Line>
)
export const ListIcon = ({ size = 26 }: { size?: number }) => (
  <Line size={size}>
    <rect x="5" y="3.5" width="14" height="17" rx="2.4" />
    <path d="M8.5 8.5h7M8.5 12h7M8.5 15.5h4" />
  </Line>
)
export const PayCodeIcon = ({ size = 26 }: { size?: number }) => (
  <Line size={size}>
    <path d="M4 6v12M7.5 6v12M10.5 6v12M15 6v12M17.5 6v12M20.5 6v12" />
  </Line>
)
export const BellIcon = ({ size = 26 }: { size?: number }) => (
  <Line size={size}>
    <path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15ZM10 20.5h4" />
  </Line>
)
export const SignIcon = ({ size = 26 }: { size?: number }) => (
  <Line size={size}>
    <path d="M6 3.5h9l4 4v6M6 3.5v17h6M15 3.5v4h4M9 11h6M9 14.5h3M14.5 18.5l2 2 4-4.5" />
  </Line>
)
export const InvokeIcon = ({ size = 26 }: { size?: number }) => (
  <Line size={size}>
    <path d="M8 4.5c-2.5 0-1 6-4 7.5 3 1.5 1.5 7.5 4 7.5M16 4.5c2.5 0 1 6 4 7.5-3 1.5-1.5 7.5-4 7.5M9.5 12.2l2 2 3.3-4.2" />
  </Line>
)
export const BackIcon = () => (
  <Line>
    <path d="m14.5 5-7 7 7 7" />
  </Line>
)
export const PictureIcon = () => (
  <Line>
    <rect x="3.5" y="5" width="17" height="14" rx="2.4" />
    <path d="m4 16.5 4.6-4.4 3.6 3.4 2.6-2.4 5.2 4.4" />
    <circle cx="15.6" cy="9.4" r="1.3" />
  </Line>
)
export const PasteIcon = () => (
  <Line>
    <path d="M8 5H6.5A1.5 1.5 0 0 0 5 6.5v12A1.5 1.5 0 0 0 6.5 20h11a1.5 1.5 0 0 0 1.5-1.5v-12A1.5 1.5 0 0 0 17.5 5H16" />
    <rect x="8.5" y="3.5" width="7" height="3.5" rx="1.2" />
  </Line>
)
export const MonitorIcon = () => (
  <Line>
    <rect x="3" y="4.5" width="18" height="12" rx="2" />
    <path d="M9 20h6M12 16.5V20" />
  </Line>
)
export const CameraIcon = () => (
  <Line>
    <path d="M4 8.5A1.5 1.5 0 0 1 5.5 7h2l1.4-2h6.2l1.4 2h2A1.5 1.5 0 0 1 20 8.5v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5Z" />
    <circle cx="12" cy="12.8" r="3.2" />
  </Line>
)
export const KeyboardIcon = () => (
  <Line>
    <rect x="3" y="6" width="18" height="12" rx="2.2" />
    <path d="M7 10h.01M10.3 10h.01M13.6 10h.01M17 10h.01M8 14h8" />
  </Line>
)
export const EraseIcon = () => (
  <Line>
    <path d="M9 5.5h10A1.5 1.5 0 0 1 20.5 7v10a1.5 1.5 0 0 1-1.5 1.5H9L3.5 12ZM12 10l4 4M16 10l-4 4" />
  </Line>
)
