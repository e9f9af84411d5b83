import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { SellerPart } from './price-cart.js'

export interface Address {
  readonly name: string
  readonly phone: string
  readonly street: string
}

/** A webhook about an order that was verified: proof that the shop was told. */
export interface Telling {
  readonly webhookId: string
  readonly type: string
  readonly sentAt: string
  readonly receivedAt: string
}

export interface ShopOrder {
  readonly id: string
  readonly shopperId: string
  readonly placedAt: string
  readonly address: Address
  readonly sellers: readonly SellerPart[]
  readonly amountMinor: number
  checkoutId: string | null
  readonly told: Telling[]
}

type Entry =
  | { kind: 'placed'; order: Omit<ShopOrder, 'checkoutId' | 'told'> }
  | { kind: 'checkout'; orderId: string; checkoutId: string }
  | { kind: 'told'; orderId: string; telling: Telling }

export interface OrderBook {
  place(order: Omit<ShopOrder, 'checkoutId' | 'told'>): ShopOrder
  linkCheckout(orderId: string, checkoutId: string): void
  /** False when this webhook was written down before: deliveries are repeated until acknowledged. */
  tell(orderId: string, telling: Telling): boolean
  find(orderId: string): ShopOrder | null
  ofShopper(shopperId: string): ShopOrder[]
  close(): void
}

/** The shop's own memory: a file that is only ever added to, on disk before anyone is answered. */
export function openOrderBook(folder: string): OrderBook {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'orders.jsonl')
  const orders = new Map<string, ShopOrder>()
  const file = openSync(path, 'a+')
  const text = readFileSync(path, 'utf8')
  for (const line of text.split('\n')) {
    const entry = parseEntry(line)
    if (entry) apply(orders, entry)
  }
  // A process that died while writing leaves half a line; what follows must not be glued to it.
  if (text !== '' && !text.endsWith('\n')) writeSync(file, '\n')

  const write = (entry: Entry) => {
    writeSync(file, `${JSON.stringify(entry)}\n`)
    fsyncSync(file)
    apply(orders, entry)
  }

  return {
    place(order) {
      write({ kind: 'placed', order })
      return orders.get(order.id)!
    },
    linkCheckout: (orderId, checkoutId) => write({ kind: 'checkout', orderId, checkoutId }),
    tell(orderId, telling) {
      const order = orders.get(orderId)
      if (!order || order.told.some(({ webhookId }) => webhookId === telling.webhookId)) return false
      write({ kind: 'told', orderId, telling })
      return true
    },
    find: (orderId) => orders.get(orderId) ?? null,
    ofShopper: (shopperId) => [...orders.values()].filter((order) => order.shopperId === shopperId).reverse(),
    close: () => closeSync(file),
  }
}

function apply(orders: Map<string, ShopOrder>, entry: Entry): void {
  if (entry.kind === 'placed') {
    orders.set(entry.order.id, { ...entry.order, checkoutId: null, told: [] })
    return
  }
  const order = orders.get(entry.orderId)
  if (!order) return
  if (entry.kind === 'checkout') order.checkoutId = entry.checkoutId
  else order.told.push(entry.telling)
}

function parseEntry(line: string): Entry | null {
  try {
    return JSON.parse(line) as Entry
  } catch {
    return null
  }
}
