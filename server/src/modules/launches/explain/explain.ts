import { offerFacts } from '../checkout/load-facts.js'
import { viewMethod } from '../checkout/view-method.js'
import type { DecisionFacts } from '../decision/facts.js'
import { decideMethods } from '../decision/index.js'
import type { LaunchesDeps } from '../deps.js'
import type { Explanation } from './schema.js'

export type ExplainDeps = Pick<LaunchesDeps, 'db' | 'book' | 'clock' | 'rulebooks'>

type Asked = Pick<DecisionFacts, 'checkout' | 'merchants' | 'shopper' | 'goods' | 'scene'>

/** The decision itself, with what it was made from beside it: an explanation that cannot differ from what was shown. */
export async function explain(
  { book, rulebooks }: Pick<ExplainDeps, 'book' | 'rulebooks'>,
  asked: Asked,
  at: Date | null,
  now: Date,
): Promise<Explanation> {
  const rulebook = at === null ? rulebooks.current() : await rulebooks.at(at)
  const methods = decideMethods({ ...asked, offers: offerFacts(book), rulebook, now: at ?? now })
  const { checkout, shopper, merchants, goods, scene } = asked
  return {
    at: (at ?? now).toISOString(),
    // A past copy has no number: the number counts changes until now.
    rulebookRevision: at === null ? Number(rulebook.revision) : null,
    launches: [...new Set(rulebook.launches.values())].map(({ id, version, rules }) => ({
      id,
      version,
      methods: [...rules.methods],
    })),
    facts: {
      scene,
      open: checkout.open,
      lockedTo: checkout.lockedTo,
      amountMinor: Number(checkout.amountMinor),
      shopper: { ...shopper, walletsUsed: [...shopper.walletsUsed] },
      merchants: merchants.map(({ id, participations, subMerchantAt }) => ({
        id,
        parts: [...participations].map(([launch, part]) => ({ launch, ...part })),
        subMerchantAt: [...subMerchantAt],
      })),
      goods: goods.map(({ category, sku }) => ({ category, sku })),
    },
    methods: methods.map(viewMethod),
  }
}
