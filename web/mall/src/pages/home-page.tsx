import { useSay } from '../language.js'
import { EmptyState } from '../parts/empty-state.js'
import { GoodCard } from '../parts/good-card.js'
import { Lane } from '../parts/lane.js'
import { Link } from '../router.js'
import { searchGoods } from '../search-goods.js'
import { useCatalog } from '../use-catalog.js'
import { useTitle } from '../use-title.js'

export function HomePage({ search }: { search: string }) {
  const say = useSay()
  const catalog = useCatalog()
  const query = new URLSearchParams(search)
  const category = query.get('shelf')
  const words = query.get('q') ?? ''
  const goods = searchGoods(catalog, { category, words })
  const shelf = catalog.categories.find(({ id }) => id === category)
  useTitle(shelf ? say(shelf.name, shelf.nameEn) : '')

  return (
    <>
      {!words && !category ? (
        <Welcome sellerCount={catalog.merchants.length} />
      ) : (
        <h1 class="for-ears">{shelf ? say(shelf.name, shelf.nameEn) : say('搜索结果', 'Search results')}</h1>
      )}
      <nav class="shelves" aria-label={say('分类', 'Categories')}>
        <Shelf to={shelfPath(null, words)} name={say('全部', 'All')} current={!category} />
        {catalog.categories.map(({ id, name, nameEn }) => (
          <Shelf key={id} to={shelfPath(id, words)} name={say(name, nameEn)} current={id === category} />
        ))}
      </nav>
      <p class="for-ears" role="status">
        {words && say(`找到 ${goods.length} 件商品`, `${goods.length} goods found`)}
      </p>
      {goods.length === 0 ? (
        <EmptyState
          title={say('没有找到', 'Nothing found')}
          words={say('换个词试试，或者看看全部商品。', 'Try another word, or look at everything.')}
        >
          <Link to="/" class="button button-plain">
            {say('看全部', 'See all')}
          </Link>
        </EmptyState>
      ) : (
        <section>
          <h2 class="for-ears">{say('商品', 'Goods')}</h2>
          <ul class="goods">
            {goods.map((good, index) => (
              <GoodCard key={good.id} good={good} eager={index < 8} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Welcome({ sellerCount }: { sellerCount: number }) {
  const say = useSay()
  return (
    <section class="welcome">
      <Lane />
      <div class="welcome-words">
        <h1>{say('逛胡同，带点好东西回家', 'Walk the lane, bring something home')}</h1>
        <p>
          {say(
            `${sellerCount} 家小店，一个购物车，一次付清。`,
            `${sellerCount} small shops, one cart, one payment.`,
          )}
        </p>
      </div>
    </section>
  )
}

function Shelf({ to, name, current }: { to: string; name: string; current: boolean }) {
  return (
    <Link
      to={to}
      class={current ? 'shelf shelf-current' : 'shelf'}
      aria-current={current ? 'page' : undefined}
    >
      {name}
    </Link>
  )
}

function shelfPath(category: string | null, words: string): string {
  const query = new URLSearchParams()
  if (category) query.set('shelf', category)
  if (words) query.set('q', words)
  return query.size > 0 ? `/?${query}` : '/'
}
