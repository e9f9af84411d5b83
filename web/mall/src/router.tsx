import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'

export type Route =
  | { page: 'home' }
  | { page: 'good'; goodId: string }
  | { page: 'cart' }
  | { page: 'checkout' }
  | { page: 'orders' }
  | { page: 'order'; orderId: string }
  | { page: 'nowhere' }

export function readRoute(pathname: string): Route {
  const [first = '', second = '', ...rest] = pathname.split('/').filter(Boolean)
  if (rest.length > 0) return { page: 'nowhere' }
  if (first === '') return { page: 'home' }
  if (first === 'goods' && second) return { page: 'good', goodId: second }
  if (first === 'orders') return second ? { page: 'order', orderId: second } : { page: 'orders' }
  if ((first === 'cart' || first === 'checkout') && !second) return { page: first }
  return { page: 'nowhere' }
}

const MOVED = 'mall:moved'

export function go(path: string, { replace = false } = {}): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', path)
  dispatchEvent(new Event(MOVED))
  if (!replace) scrollTo({ top: 0 })
}

/** The address, followed: path and question. */
export function useAddress(): { pathname: string; search: string } {
  const here = () => ({ pathname: location.pathname, search: location.search })
  const [address, setAddress] = useState(here)
  useEffect(() => {
    const follow = () => setAddress(here())
    addEventListener('popstate', follow)
    addEventListener(MOVED, follow)
    return () => {
      removeEventListener('popstate', follow)
      removeEventListener(MOVED, follow)
    }
  }, [])
  return address
}

type LinkProps = Omit<JSX.AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick'> & {
  to: string
  children: ComponentChildren
}

/** A real link that stays inside the page; with a modifier key it opens elsewhere as links do. */
export function Link({ to, children, ...rest }: LinkProps) {
  return (
    <a
      {...rest}
      href={to}
      onClick={(event) => {
        if (event.defaultPrevented || event.button !== 0) return
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        go(to)
      }}
    >
      {children}
    </a>
  )
}
