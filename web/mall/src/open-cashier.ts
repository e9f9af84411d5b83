import type { Language } from './language.js'

/** Sends the browser to the platform's cashier, in the shopper's language. */
export function openCashier(cashierUrl: string, language: Language): void {
  const url = new URL(cashierUrl, location.href)
  if (!/^https?:$/.test(url.protocol)) return
  url.searchParams.set('lang', language)
  location.assign(url)
}
