import { hrefTo } from '../../office/src/route.js'
import type { Attention } from './console-api.js'

export interface Place {
  href: string
  leadsTo: 'checkout' | 'webhooks' | 'notices' | 'refunds'
}

/** Where a person goes to do what the entry asks for. */
export function placeOf({ kind, checkoutId }: Pick<Attention, 'kind' | 'checkoutId'>): Place | null {
  if (kind.startsWith('webhook.'))
    return { href: hrefTo('/webhooks', { state: 'failed' }), leadsTo: 'webhooks' }
  if (kind === 'notice.refused' && checkoutId === null)
    return { href: hrefTo('/notices', { verdict: 'refused' }), leadsTo: 'notices' }
  if (checkoutId !== null) return { href: hrefTo(`/checkouts/${checkoutId}`), leadsTo: 'checkout' }
  if (kind.startsWith('refund.')) return { href: hrefTo('/refunds'), leadsTo: 'refunds' }
  return null
}
