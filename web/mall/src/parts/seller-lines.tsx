import type { ComponentChildren } from 'preact'
import { useSay } from '../language.js'
import { Link } from '../router.js'
import { useCatalog } from '../use-catalog.js'
import { GoodArt } from './good-art.js'
import { ShopIcon } from './icons.js'
import { Money } from './money.js'

/** One seller's part of a cart or an order. */
export function SellerBlock({
  merchantId,
  aside,
  children,
}: {
  merchantId: string
  aside?: ComponentChildren
  children: ComponentChildren
}) {
  const say = useSay()
  const seller = useCatalog().merchants.find(({ id }) => id === merchantId)
  return (
    <section class="card seller">
      <div class="seller-head">
        <h2>
          <ShopIcon />
          {seller ? say(seller.name, seller.nameEn) : merchantId}
        </h2>
        {aside}
      </div>
      <ul class="lines">{children}</ul>
    </section>
  )
}

export interface LineProps {
  goodId: string
  /** The name at the time of buying; today's catalogue may translate it. */
  name: string
  unitPriceMinor: number
  children: ComponentChildren
}

export function GoodLine({ goodId, name, unitPriceMinor, children }: LineProps) {
  const say = useSay()
  const good = useCatalog().goods.find(({ id }) => id === goodId)
  return (
    <li class="line">
      {good && <GoodArt good={good} size={72} />}
      <div class="line-words">
        {good ? (
          <Link to={`/goods/${good.id}`} class="line-name">
            {say(name, good.nameEn)}
          </Link>
        ) : (
          <span class="line-name">{name}</span>
        )}
        {good && <span class="line-spec">{say(good.spec, good.specEn)}</span>}
        <Money amountMinor={unitPriceMinor} />
      </div>
      {children}
    </li>
  )
}
