import type { ComponentChildren } from 'preact'

function Drawing({ children, size = 22 }: { children: ComponentChildren; size?: number }) {
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

export const CartIcon = () => (
  <Drawing>
    <path d="M4 9h16l-1.6 9.2a2 2 0 0 1-2 1.7H7.6a2 2 0 0 1-2-1.7L4 9ZM8.5 9l2-5M15.5 9l-2-5" />
  </Drawing>
)

export const OrdersIcon = () => (
  <Drawing>
    <path d="M6 3.5h12v17l-2.4-1.6-2.4 1.6-2.4-1.6-2.4 1.6L6 18.9v-15.4ZM9.5 8.5h5M9.5 12.5h5" />
  </Drawing>
)

export const SearchIcon = () => (
  <Drawing size={20}>
    <circle cx="10.5" cy="10.5" r="6" />
    <path d="m15 15 4.5 4.5" />
  </Drawing>
)

export const ShopIcon = () => (
  <Drawing size={18}>
    <path d="M4.5 9.5 6 4.5h12l1.5 5M4.5 9.5a2.5 2.5 0 0 0 5 0 2.5 2.5 0 0 0 5 0 2.5 2.5 0 0 0 5 0M6 13v6.5h12V13" />
  </Drawing>
)

export const PlusIcon = () => (
  <Drawing size={18}>
    <path d="M12 6v12M6 12h12" />
  </Drawing>
)

export const MinusIcon = () => (
  <Drawing size={18}>
    <path d="M6 12h12" />
  </Drawing>
)

export const BellIcon = () => (
  <Drawing size={18}>
    <path d="M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5H5l1.5-1.5ZM10.5 20.5h3" />
  </Drawing>
)

export const WarningIcon = () => (
  <Drawing size={20}>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7.5v5.5M12 16.4v.1" />
  </Drawing>
)

export const ReturnIcon = () => (
  <Drawing size={18}>
    <path d="M8.5 6 4.5 10l4 4M4.5 10H15a4.5 4.5 0 0 1 0 9h-4" />
  </Drawing>
)
