import type { Good } from '../shop-types.js'

/** The drawing of a good. Its words stand beside it everywhere, so it is silent for ears. */
export function GoodArt({
  good,
  size,
  eager,
}: {
  good: Pick<Good, 'id' | 'category'>
  size: number
  eager?: boolean
}) {
  return (
    <span class={`art shelf-${good.category}`}>
      <img
        src={`/goods-art/${good.id}.svg`}
        width={size}
        height={size}
        alt=""
        loading={eager ? 'eager' : 'lazy'}
        decoding="async"
      />
    </span>
  )
}
