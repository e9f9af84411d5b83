import { useSay } from '../language.js'
import { EmptyState } from '../parts/empty-state.js'
import { Link } from '../router.js'
import { useTitle } from '../use-title.js'

export function NowherePage() {
  const say = useSay()
  const title = say('这条胡同走不通', 'This lane is a dead end')
  useTitle(title)
  return (
    <EmptyState title={title} words={say('没有这个页面。', 'There is no such page.')}>
      <Link to="/" class="button button-main">
        {say('回首页', 'To the front page')}
      </Link>
    </EmptyState>
  )
}
