import { useSay } from '../language.js'
import { Link } from '../router.js'
import type { Good } from '../shop-types.js'
import { useCart } from '../use-cart.js'
import { useCatalog } from '../use-catalog.js'
import { GoodArt } from './good-art.js'
import { PlusIcon } from './icons.js'
import { Money } from './money.js'

export function GoodCard({ good, eager = false }: { good: Good; eager?: boolean }) {
  const say = useSay()
  const { cart, add } = useCart()
  const seller = useCatalog().merchants.find(({ id }) => id === good.merchantId)
  const inCart = cart[good.id] ?? 0
  const name = say(good.name, good.nameEn)
  return (
    <li class="good-card">
      <GoodArt good={good} size={320} eager={eager} />
      <div class="good-words">
        <h3>
          <Link to={`/goods/${good.id}`} class="good-link">
            {name}
          </Link>
        </h3>
        <p class="good-seller">
          {seller && say(seller.name, seller.nameEn)} · {say(good.spec, good.specEn)}
        </p>
        <div class="good-buy">
          <Money amountMinor={good.unitPriceMinor} />
          <button
            type="button"
            class={inCart > 0 ? 'add add-some' : 'add'}
            aria-label={
              inCart > 0
                ? say(`再放一件${name}，已有 ${inCart} 件`, `One more ${name}, ${inCart} in the cart`)
                : say(`把${name}放进购物车`, `Put ${name} into the cart`)
            }
            onClick={() => add(good.id, 1)}
          >
            {inCart > 0 ? inCart : <PlusIcon />}
          </button>
        </div>
      </div>
    </li>
  )
}
