import { useEffect } from 'preact/hooks'
import { useSay } from './language.js'

export function useTitle(title: string): void {
  const say = useSay()
  useEffect(() => {
    const shop = say('胡同集市', 'Hutong Market')
    document.title = title ? `${title} · ${shop}` : shop
  }, [title, say])
}
