import { useSyncExternalStore } from 'react'

export interface Route {
  path: string
  query: URLSearchParams
}

/** Routes live behind the hash: the server serves one page and needs to know none of them. */
export function parseHash(hash: string): Route {
  const text = hash.replace(/^#/, '')
  const mark = text.indexOf('?')
  const path = mark === -1 ? text : text.slice(0, mark)
  return {
    path: path.startsWith('/') ? path : `/${path}`,
    query: new URLSearchParams(mark === -1 ? '' : text.slice(mark + 1)),
  }
}

/** `/orders/:id` against `/orders/or_1` → {id: 'or_1'}; null when it does not match. */
export function matchRoute(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/').filter(Boolean)
  const given = path.split('/').filter(Boolean)
  if (wanted.length !== given.length) return null
  const found: Record<string, string> = {}
  for (const [at, part] of wanted.entries()) {
    const value = given[at] ?? ''
    if (part.startsWith(':')) found[part.slice(1)] = decode(value)
    else if (part !== value) return null
  }
  return found
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

export function hrefTo(path: string, query: Record<string, string | undefined> = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value)
  const text = search.toString()
  return `#${path}${text === '' ? '' : `?${text}`}`
}

export function goTo(href: string, replace = false): void {
  if (replace) window.location.replace(href)
  else window.location.hash = href.replace(/^#/, '')
}

function onHashChange(changed: () => void) {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(onHashChange, () => window.location.hash)
  return parseHash(hash)
}
