import { formatBp } from './share.js'

/** A share as a figure with a bar under it; any share above zero can be seen. */
export function ShareBar({ shareBp, dimmed = false }: { shareBp: number; dimmed?: boolean }) {
  const width = shareBp === 0 ? '0' : `max(3px, ${shareBp / 100}%)`
  return (
    <span className={`share-bar ${dimmed ? 'share-bar-dimmed' : ''}`}>
      <strong className="figure">{formatBp(shareBp)}</strong>
      <span className="share-track" aria-hidden="true">
        <span style={{ width }} />
      </span>
    </span>
  )
}
