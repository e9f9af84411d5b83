import { useState } from 'preact/hooks'
import { useSay } from '../language.js'
import { GoodArt } from '../parts/good-art.js'
import { GoodCard } from '../parts/good-card.js'
import { ShopIcon } from '../parts/icons.js'
import { Money } from '../parts/money.js'
import { Stepper } from '../parts/stepper.js'
import { go, Link } from '../router.js'
import { useCart } from '../use-cart.js'
import { useCatalog } from '../use-catalog.js'
import { useTitle } from '../use-title.js'
import { NowherePage } from './nowhere-page.js'

export function GoodPage({ goodId }: { goodId: string }) {
  const say = useSay()
  const catalog = useCatalog()
  const { add } = useCart()
  const [quantity, setQuantity] = useState(1)
  const [added, setAdded] = useState(0)
  const good = catalog.goods.find(({ id }) => id === goodId)
  useTitle(good ? say(good.name, good.nameEn) : '')
  if (!good) return <NowherePage />

  const seller = catalog.merchants.find(({ id }) => id === good.merchantId)
  const shelf = catalog.categories.find(({ id }) => id === good.category)
  const siblings = catalog.goods.filter(
    ({ merchantId, id }) => merchantId === good.merchantId && id !== good.id,
  )
  const name = say(good.name, good.nameEn)

  return (
    <>
      <nav class="crumbs" aria-label={say('位置', 'Where you are')}>
        <Link to="/">{say('首页', 'Home')}</Link>
        <span aria-hidden="true">/</span>
        {shelf && <Link to={`/?shelf=${shelf.id}`}>{say(shelf.name, shelf.nameEn)}</Link>}
      </nav>
      <article class="good">
        <GoodArt good={good} size={560} eager />
        <div class="good-detail">
          <h1>{name}</h1>
          <p class="good-spec">{say(good.spec, good.specEn)}</p>
          <p class="good-blurb">{say(good.blurb, good.blurbEn)}</p>
          <Money amountMinor={good.unitPriceMinor} large />
          {seller && (
            <p class="good-from">
              <ShopIcon />
              {say(`由${seller.name}发货`, `Shipped by ${seller.nameEn}`)}
            </p>
          )}
          <Stepper of={name} quantity={quantity} least={1} onChange={setQuantity} />
          <div class="good-actions">
            <button
              type="button"
              class="button button-plain"
              onClick={() => {
                add(good.id, quantity)
                setAdded((sum) => sum + quantity)
              }}
            >
              {say('放进购物车', 'Add to cart')}
            </button>
            <button
              type="button"
              class="button button-main"
              onClick={() => go(`/checkout?good=${good.id}&quantity=${quantity}`)}
            >
              {say('立即购买', 'Buy now')}
            </button>
          </div>
          <p class="added" role="status">
            {added > 0 && (
              <>
                {say(`已放进 ${added} 件。`, `${added} added. `)}
                <Link to="/cart">{say('去购物车', 'Go to the cart')}</Link>
              </>
            )}
          </p>
        </div>
      </article>
      {siblings.length > 0 && seller && (
        <section class="more">
          <h2>{say(`${seller.name}还有`, `More from ${seller.nameEn}`)}</h2>
          <ul class="goods">
            {siblings.map((other) => (
              <GoodCard key={other.id} good={other} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
