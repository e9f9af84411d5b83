/** What the shop's own server answers. Amounts are integers in fen. */

export interface Merchant {
  id: string
  name: string
  nameEn: string
  category: string
}

export interface Good {
  id: string
  merchantId: string
  category: string
  name: string
  nameEn: string
  unitPriceMinor: number
  spec: string
  specEn: string
  blurb: string
  blurbEn: string
}

export interface Category {
  id: string
  name: string
  nameEn: string
}

export interface Catalog {
  categories: Category[]
  merchants: Merchant[]
  goods: Good[]
}

export interface Address {
  name: string
  phone: string
  street: string
}

export type OrderState =
  | 'unpaid'
  | 'confirming'
  | 'paid'
  | 'part_refunded'
  | 'refunded'
  | 'expired'
  | 'cancelled'
  | 'unclear'

export interface OrderLine {
  goodId: string
  name: string
  quantity: number
  unitPriceMinor: number
  refundedQuantity: number
}

export interface OrderSeller {
  merchantId: string
  amountMinor: number
  refundedMinor: number
  lines: OrderLine[]
}

export interface OrderRefund {
  id: string
  kind: 'requested' | 'surplus'
  amountMinor: number
  state: 'under_way' | 'done' | 'needs_help'
  reason: string
  createdAt: string
  finishedAt: string | null
}

export interface Telling {
  webhookId: string
  type: string
  sentAt: string
  receivedAt: string
}

export interface Order {
  id: string
  placedAt: string
  state: OrderState
  amountMinor: number
  refundedMinor: number
  deadlineAt: string | null
  paidAt: string | null
  address: Address
  sellers: OrderSeller[]
  refunds: OrderRefund[]
  told: Telling[]
}
