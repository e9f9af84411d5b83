import type { ConnectorBook } from '../../../connectors/book.js'
import type { InstitutionName, MethodName } from '../../../connectors/contract.js'
import type { Sql } from '../../../platform/db/index.js'
import type {
  CheckoutFact,
  GoodsFact,
  MerchantFact,
  OfferFact,
  ParticipationState,
  ShopperFact,
} from '../decision/facts.js'

/** What is loaded of one checkout to decide on its methods. */
export interface LoadedCheckout {
  readonly checkout: CheckoutFact
  readonly merchants: readonly MerchantFact[]
  readonly shopper: ShopperFact
  readonly goods: readonly GoodsFact[]
}

/** What the marketplace told of the shopper with the checkout, and what was known from payments before. */
export interface ShopperFacts {
  readonly isNew?: boolean
  readonly regionTier?: number
  readonly walletsUsed?: readonly InstitutionName[]
  readonly lastMethod?: MethodName
}

interface Row {
  readonly state: string
  readonly lockedTo: InstitutionName | null
  readonly deadlineAt: Date
  readonly amountMinor: bigint
  readonly shopperId: string
  readonly shopperFacts: ShopperFacts
  readonly goods: readonly (readonly [string, string | null])[]
  readonly merchants: readonly {
    readonly id: string
    readonly participations: readonly (readonly [string, ParticipationState, number | null])[]
    readonly subMerchantAt: readonly InstitutionName[]
  }[]
}

/**
 * One statement. Merchants come with their parts in launches by primary key: it costs the same for a thousand merchants
 * and for ten million, and an acceptance counts from its commit on.
 */
export async function loadCheckoutFacts(
  sql: Sql,
  checkoutId: string,
  now: Date,
): Promise<LoadedCheckout | null> {
  const [row] = await sql<Row>`
    select state, locked_to as "lockedTo", deadline_at as "deadlineAt", amount_minor as "amountMinor",
      shopper_id as "shopperId", shopper_facts as "shopperFacts",
      (select jsonb_agg(distinct jsonb_build_array(category, sku))
        from order_items where checkout_id = checkouts.id) as goods,
      (select jsonb_agg(jsonb_build_object('id', merchant_id,
          'participations', coalesce((select jsonb_agg(jsonb_build_array(launch_id, state, agreed_terms_seq))
            from participations where participations.merchant_id = seller.merchant_id), '[]'::jsonb),
          'subMerchantAt', coalesce((select jsonb_agg(institution) from sub_merchants
            where sub_merchants.merchant_id = seller.merchant_id and sub_merchants.state = 'granted'),
            '[]'::jsonb)))
        from (select distinct merchant_id from orders where checkout_id = checkouts.id) seller) as merchants
    from checkouts where id = ${checkoutId}`
  if (row === undefined) return null
  return {
    checkout: {
      open: row.state === 'open' && row.deadlineAt > now,
      lockedTo: row.lockedTo,
      amountMinor: row.amountMinor,
    },
    merchants: row.merchants.map((merchant) => ({
      id: merchant.id,
      participations: new Map(
        merchant.participations.map(([launchId, state, agreedTermsSeq]) => [
          launchId,
          { state, agreedTermsSeq },
        ]),
      ),
      subMerchantAt: new Set(merchant.subMerchantAt),
    })),
    shopper: shopperFact(row.shopperId, row.shopperFacts),
    goods: row.goods.map(([category, sku]) => ({ category, sku })),
  }
}

export function shopperFact(id: string, facts: ShopperFacts): ShopperFact {
  return {
    id,
    isNew: facts.isNew ?? null,
    regionTier: facts.regionTier ?? null,
    walletsUsed: facts.walletsUsed ?? [],
    lastMethod: facts.lastMethod ?? null,
  }
}

export function offerFacts(book: Pick<ConnectorBook, 'offers'>): OfferFact[] {
  return book.offers().map(({ entry, offer }) => ({
    method: offer.method,
    institution: entry.connector.institution,
    name: offer.zh,
    nameEn: offer.en,
    scenes: offer.scenes,
  }))
}
