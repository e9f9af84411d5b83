import { useEffect, useRef } from 'preact/hooks'
import { useSay } from './language.js'
import { CartPage } from './pages/cart-page.js'
import { CheckoutPage } from './pages/checkout-page.js'
import { GoodPage } from './pages/good-page.js'
import { HomePage } from './pages/home-page.js'
import { NowherePage } from './pages/nowhere-page.js'
import { OrderPage } from './pages/order-page.js'
import { OrdersPage } from './pages/orders-page.js'
import { EmptyState } from './parts/empty-state.js'
import { Header } from './parts/header.js'
import { type Route, readRoute, useAddress } from './router.js'
import { CatalogContext, useLoadCatalog } from './use-catalog.js'

export function App() {
  const say = useSay()
  const address = useAddress()
  const catalog = useLoadCatalog()
  const main = useRef<HTMLElement>(null)
  const seen = useRef(address.pathname)

  useEffect(() => {
    if (seen.current === address.pathname) return
    seen.current = address.pathname
    // A new page is read from its beginning by ears and keyboards too.
    main.current?.focus({ preventScroll: true })
  }, [address.pathname])

  return (
    <>
      <a class="skip" href="#main">
        {say('跳到正文', 'Skip to content')}
      </a>
      <Header search={address.search} slim={address.pathname !== '/'} />
      <main id="main" ref={main} tabIndex={-1} class="main">
        {catalog.kind === 'loading' && (
          <div class="wheel" role="status" aria-label={say('加载中', 'Loading')} />
        )}
        {catalog.kind === 'lost' && (
          <EmptyState
            title={say('网络不通', 'No connection')}
            words={say('商品没有取到，请再试一次。', 'The goods could not be fetched; please try again.')}
          >
            <button type="button" class="button button-main" onClick={catalog.retry}>
              {say('重试', 'Try again')}
            </button>
          </EmptyState>
        )}
        {catalog.kind === 'here' && (
          <CatalogContext.Provider value={catalog.catalog}>
            <Page route={readRoute(address.pathname)} search={address.search} />
          </CatalogContext.Provider>
        )}
      </main>
      <footer class="foot">
        <p>
          {say(
            '胡同集市是互通的演示商城：货是画的，钱走沙箱。',
            'Hutong Market is a demonstration shop: the goods are drawings and the money is play money.',
          )}
        </p>
      </footer>
    </>
  )
}

function Page({ route, search }: { route: Route; search: string }) {
  switch (route.page) {
    case 'home':
      return <HomePage search={search} />
    case 'good':
      return <GoodPage key={route.goodId} goodId={route.goodId} />
    case 'cart':
      return <CartPage />
    case 'checkout':
      return <CheckoutPage search={search} />
    case 'orders':
      return <OrdersPage />
    case 'order':
      return <OrderPage key={route.orderId} orderId={route.orderId} />
    case 'nowhere':
      return <NowherePage />
  }
}
