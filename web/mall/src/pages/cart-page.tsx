import { countPieces, groupBySeller, totalOf } from '../cart.js'
import { useSay } from '../language.js'
import { EmptyState } from '../parts/empty-state.js'
import { Money } from '../parts/money.js'
import { GoodLine, SellerBlock } from '../parts/seller-lines.js'
import { Stepper } from '../parts/stepper.js'
import { Link } from '../router.js'
import { useCart } from '../use-cart.js'
import { useCatalog } from '../use-catalog.js'
import { useTitle } from '../use-title.js'

export function CartPage() {
  const say = useSay()
  const { cart, set } = useCart()
  const groups = groupBySeller(cart, useCatalog())
  useTitle(say('购物车', 'Cart'))

  if (groups.length === 0) {
    return (
      <EmptyState
        title={say('购物车是空的', 'Your cart is empty')}
        words={say('去胡同里转转，看到喜欢的放进来。', 'Walk down the lane and put in what you like.')}
      >
        <Link to="/" class="button button-main">
          {say('去逛逛', 'Look around')}
        </Link>
      </EmptyState>
    )
  }
  const pieces = countPieces(cart)
  return (
    <div class="split">
      <div class="split-main">
        <h1 class="page-title">{say('购物车', 'Cart')}</h1>
        {groups.map(({ merchant, amountMinor, lines }) => (
          <SellerBlock key={merchant.id} merchantId={merchant.id} aside={<Money amountMinor={amountMinor} />}>
            {lines.map(({ good, quantity }) => (
              <GoodLine key={good.id} goodId={good.id} name={good.name} unitPriceMinor={good.unitPriceMinor}>
                <Stepper
                  of={say(good.name, good.nameEn)}
                  quantity={quantity}
                  least={0}
                  onChange={(next) => set(good.id, next)}
                />
              </GoodLine>
            ))}
          </SellerBlock>
        ))}
      </div>
      <aside class="split-side card till">
        <p class="till-row">
          <span>
            {say(
              `${groups.length} 家店铺，${pieces} 件`,
              `${pieces} ${pieces === 1 ? 'item' : 'items'}, ${groups.length} ${groups.length === 1 ? 'shop' : 'shops'}`,
            )}
          </span>
          <Money amountMinor={totalOf(groups)} large />
        </p>
        <Link to="/checkout" class="button button-main">
          {say('去结算', 'Check out')}
        </Link>
      </aside>
    </div>
  )
}
