import { createContext } from 'preact'
import { useCallback, useContext, useEffect, useState } from 'preact/hooks'
import { readCatalog } from './shop-api.js'
import type { Catalog } from './shop-types.js'

export type CatalogState =
  | { kind: 'loading' }
  | { kind: 'lost'; retry: () => void }
  | { kind: 'here'; catalog: Catalog }

export function useLoadCatalog(): CatalogState {
  const [catalog, setCatalog] = useState<Catalog | null>(null)
  const [lost, setLost] = useState(false)
  const load = useCallback(async () => {
    setLost(false)
    const answer = await readCatalog()
    if (answer.ok) setCatalog(answer.value)
    else setLost(true)
  }, [])
  useEffect(() => void load(), [load])
  if (catalog) return { kind: 'here', catalog }
  return lost ? { kind: 'lost', retry: () => void load() } : { kind: 'loading' }
}

export const CatalogContext = createContext<Catalog>({ categories: [], merchants: [], goods: [] })

export function useCatalog(): Catalog {
  return useContext(CatalogContext)
}
