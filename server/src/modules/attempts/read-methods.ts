import type { MethodOffer, Scene } from '../../connectors/contract.js'
import { type Refusal, refuse } from '../../platform/refusal/index.js'
import type { AttemptsDeps } from './deps.js'

export interface MethodChoice {
  readonly method: string
  readonly institution: string
  readonly name: string
  readonly nameEn: string
  readonly shown: boolean
  readonly reasons: readonly MethodReason[]
}

export interface MethodReason {
  readonly code: 'checkout_not_open' | 'locked_to_other_institution' | 'not_in_this_scene'
  readonly message: string
  readonly messageEn: string
}

const REASONS: Readonly<Record<MethodReason['code'], MethodReason>> = {
  checkout_not_open: {
    code: 'checkout_not_open',
    message: '收银单已付款、已关闭或已过期',
    messageEn: 'The checkout is paid, closed or expired',
  },
  locked_to_other_institution: {
    code: 'locked_to_other_institution',
    message: '已出示另一支付机构的付款码，为避免重复付款不能更换',
    messageEn: 'A code of another institution has been shown; switching could pay twice',
  },
  not_in_this_scene: {
    code: 'not_in_this_scene',
    message: '不能在当前场景使用',
    messageEn: 'It cannot be used in this scene',
  },
}

/** Every method that the platform has, each shown or hidden with all reasons; best for the scene first. */
export async function readMethods(
  deps: Pick<AttemptsDeps, 'db' | 'book' | 'clock'>,
  checkoutId: string,
  scene: Scene,
): Promise<MethodChoice[] | Refusal<'checkout_not_found'>> {
  const [checkout] = await deps.db.sql<{ state: string; locked_to: string | null; deadline_at: Date }>`
    select state, locked_to, deadline_at from checkouts where id = ${checkoutId}`
  if (checkout === undefined) return refuse('checkout_not_found')
  const open = checkout.state === 'open' && checkout.deadline_at > deps.clock.now()

  return deps.book
    .offers()
    .map(({ entry, offer }) => {
      const { institution } = entry.connector
      const reasons: MethodReason[] = []
      if (!open) reasons.push(REASONS.checkout_not_open)
      if (checkout.locked_to !== null && checkout.locked_to !== institution) {
        reasons.push(REASONS.locked_to_other_institution)
      }
      if (!offer.scenes.includes(scene)) reasons.push(REASONS.not_in_this_scene)
      return {
        method: offer.method,
        institution,
        name: offer.zh,
        nameEn: offer.en,
        shown: reasons.length === 0,
        reasons,
        order: orderOf(offer, scene),
      }
    })
    .sort((one, other) => one.order - other.order)
    .map(({ order: _order, ...choice }) => choice)
}

/** A phone jumps into the wallet; at a desk the phone scans. */
function orderOf(offer: MethodOffer, scene: Scene): number {
  const scan = offer.method.endsWith('_scan')
  return (scene === 'desktop_web') === scan ? 0 : 1
}
