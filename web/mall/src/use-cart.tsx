import { type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useMemo, useState } from 'preact/hooks'
import { type Cart, parseCart, withMore, withQuantity } from './cart.js'
import { readStored, writeStored } from './stored.js'

const STORED_AS = 'mall.cart'

interface CartControl {
  cart: Cart
  add(goodId: string, more: number): void
  set(goodId: string, quantity: number): void
  empty(): void
}

const CartContext = createContext<CartControl>({ cart: {}, add: () => {}, set: () => {}, empty: () => {} })

export function CartProvider({ children }: { children: ComponentChildren }) {
  const [cart, setCart] = useState<Cart>(() => parseCart(readStored(STORED_AS)))
  useEffect(() => {
    // Two windows of the same shop share one cart.
    const onStorage = (event: StorageEvent) => {
      if (event.key === STORED_AS) setCart(parseCart(event.newValue))
    }
    addEventListener('storage', onStorage)
    return () => removeEventListener('storage', onStorage)
  }, [])
  const control = useMemo<CartControl>(() => {
    const keep = (change: (cart: Cart) => Cart) =>
      setCart((before) => {
        const after = change(before)
        writeStored(STORED_AS, JSON.stringify(after))
        return after
      })
    return {
      cart,
      add: (goodId, more) => keep((before) => withMore(before, goodId, more)),
      set: (goodId, quantity) => keep((before) => withQuantity(before, goodId, quantity)),
      empty: () => keep(() => ({})),
    }
  }, [cart])
  return <CartContext.Provider value={control}>{children}</CartContext.Provider>
}

export function useCart(): CartControl {
  return useContext(CartContext)
}
