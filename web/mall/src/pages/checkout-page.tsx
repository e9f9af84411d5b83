import { useEffect, useState } from 'preact/hooks'
import { type Cart, groupBySeller, linesOf, MOST_OF_ONE, totalOf } from '../cart.js'
import { useLanguage, useSay } from '../language.js'
import { openCashier } from '../open-cashier.js'
import { AddressForm } from '../parts/address-form.js'
import { Money } from '../parts/money.js'
import { GoodLine, SellerBlock } from '../parts/seller-lines.js'
import { TroubleNote } from '../parts/trouble-note.js'
import { go } from '../router.js'
import { placeOrder, type Trouble } from '../shop-api.js'
import type { Address } from '../shop-types.js'
import { useCart } from '../use-cart.js'
import { useCatalog } from '../use-catalog.js'
import { useTitle } from '../use-title.js'

const FORM = 'address'

/** "Buy now" brings its one good in the address; otherwise the whole cart is bought. */
function readWish(search: string, cart: Cart): { wish: Cart; fromCart: boolean } {
  const query = new URLSearchParams(search)
  const goodId = query.get('good')
  const quantity = Number(query.get('quantity') ?? '1')
  if (!goodId) return { wish: cart, fromCart: true }
  const whole = Number.isInteger(quantity) && quantity >= 1 && quantity <= MOST_OF_ONE ? quantity : 1
  return { wish: { [goodId]: whole }, fromCart: false }
}

export function CheckoutPage({ search }: { search: string }) {
  const say = useSay()
  const language = useLanguage()
  const { cart, empty } = useCart()
  const { wish, fromCart } = readWish(search, cart)
  const groups = groupBySeller(wish, useCatalog())
  const [sending, setSending] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  useTitle(say('确认订单', 'Confirm your order'))

  const nothing = groups.length === 0 && !sending
  useEffect(() => {
    if (nothing) go('/cart', { replace: true })
  }, [nothing])

  const send = async (address: Address) => {
    if (sending) return
    setSending(true)
    setTrouble(null)
    const answer = await placeOrder(linesOf(wish), address)
    if (!answer.ok) {
      setTrouble(answer.trouble)
      setSending(false)
      return
    }
    if (fromCart) empty()
    // Going back from the cashier leads to the order, not to a form that would order again.
    history.replaceState(null, '', `/orders/${answer.value.orderId}`)
    openCashier(answer.value.cashierUrl, language)
  }

  return (
    <div class="split">
      <div class="split-main">
        <h1 class="page-title">{say('确认订单', 'Confirm your order')}</h1>
        <AddressForm id={FORM} disabled={sending} onSubmit={send} />
        {groups.map(({ merchant, amountMinor, lines }) => (
          <SellerBlock key={merchant.id} merchantId={merchant.id} aside={<Money amountMinor={amountMinor} />}>
            {lines.map(({ good, quantity }) => (
              <GoodLine key={good.id} goodId={good.id} name={good.name} unitPriceMinor={good.unitPriceMinor}>
                <span class="line-count">×{quantity}</span>
              </GoodLine>
            ))}
          </SellerBlock>
        ))}
      </div>
      <aside class="split-side card till">
        <TroubleNote trouble={trouble} />
        <p class="till-row">
          <span>{say('应付', 'To pay')}</span>
          <Money amountMinor={totalOf(groups)} large />
        </p>
        <button type="submit" form={FORM} class="button button-main" disabled={sending}>
          {sending && <span class="spinner" aria-hidden="true" />}
          {sending ? say('正在下单…', 'Placing the order…') : say('提交订单，去付款', 'Place order and pay')}
        </button>
        <p class="till-hint">
          {say('运费各店包邮。价格以商城为准。', 'Shipping is free. Prices are set by the shop.')}
        </p>
      </aside>
    </div>
  )
}
