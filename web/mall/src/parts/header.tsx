import { useEffect, useState } from 'preact/hooks'
import { countPieces } from '../cart.js'
import { LanguageSwitch, useSay } from '../language.js'
import { go, Link } from '../router.js'
import { useCart } from '../use-cart.js'
import { CartIcon, OrdersIcon, SearchIcon } from './icons.js'

/** `slim`: on a phone, pages beside the goods give the search's row to what they are about. */
export function Header({ search, slim }: { search: string; slim: boolean }) {
  const say = useSay()
  const { cart } = useCart()
  const pieces = countPieces(cart)
  return (
    <header class={slim ? 'header header-slim' : 'header'}>
      <div class="header-inner">
        <Link to="/" class="brand">
          <GateMark />
          <span class="brand-words">
            <span class="brand-zh" lang="zh-CN">
              胡同集市
            </span>
            <span class="brand-en" lang="en">
              Hutong Market
            </span>
          </span>
        </Link>
        <SearchBox search={search} />
        <nav class="nav" aria-label={say('商城', 'Shop')}>
          <LanguageSwitch />
          <Link to="/orders" class="nav-link">
            <OrdersIcon />
            <span>{say('订单', 'Orders')}</span>
          </Link>
          <Link to="/cart" class="nav-link">
            <span class="cart-mark">
              <CartIcon />
              {pieces > 0 && <span class="badge">{pieces > 99 ? '99+' : pieces}</span>}
            </span>
            <span>
              {say('购物车', 'Cart')}
              {pieces > 0 && <span class="for-ears">{say(`，${pieces} 件`, `, ${pieces} items`)}</span>}
            </span>
          </Link>
        </nav>
      </div>
    </header>
  )
}

function SearchBox({ search }: { search: string }) {
  const say = useSay()
  const asked = new URLSearchParams(search).get('q') ?? ''
  const [words, setWords] = useState(asked)
  useEffect(() => setWords(asked), [asked])
  const ask = (text: string) => {
    setWords(text)
    const query = new URLSearchParams(location.pathname === '/' ? location.search : '')
    if (text.trim()) query.set('q', text)
    else query.delete('q')
    go(`/${query.size > 0 ? `?${query}` : ''}`, { replace: location.pathname === '/' })
  }
  return (
    <form
      class="search"
      onSubmit={(event) => {
        event.preventDefault()
        ask(words)
      }}
    >
      <search>
        <SearchIcon />
        <input
          type="search"
          value={words}
          aria-label={say('搜索商品', 'Search goods')}
          placeholder={say('龙井、梅瓶、糖葫芦…', 'Longjing, vase, hawthorn…')}
          onInput={(event) => ask(event.currentTarget.value)}
        />
      </search>
    </form>
  )
}

function GateMark() {
  return (
    <svg width="34" height="34" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#b0272c" />
      <g fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round">
        <path d="M5 11.5 16 6l11 5.5" />
        <path d="M8.5 14v12h15V14M16 14v12" />
      </g>
      <circle cx="13.2" cy="20" r="1.3" fill="#f2c14e" />
      <circle cx="18.8" cy="20" r="1.3" fill="#f2c14e" />
    </svg>
  )
}
