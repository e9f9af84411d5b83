import { defineWords, useLanguage, useWords } from '../../../../office/src/language.js'
import { countOf, formatCount, formatShare } from '../../../../office/src/money.js'
import type { Funnel as FunnelFigures } from './invitation-api.js'

const words = defineWords(
  {
    funnel: '邀请漏斗',
    steps: {
      chosen: '选中',
      invited: '已发邀请',
      seen: '看过',
      accepted: '接受',
      active: '开通',
      firstPaid: '首笔支付',
    },
    aside: { declined: '婉拒', expired: '过期' },
  },
  {
    funnel: 'Funnel of invitations',
    steps: {
      chosen: 'Chosen',
      invited: 'Invited',
      seen: 'Seen',
      accepted: 'Accepted',
      active: 'Active',
      firstPaid: 'First payment',
    },
    aside: { declined: 'declined', expired: 'expired' },
  },
)

const STEPS = ['chosen', 'invited', 'seen', 'accepted', 'active', 'firstPaid'] as const

/** How far the merchants of a batch have come; each bar is a share of those chosen. */
export function Funnel({ figures }: { figures: FunnelFigures }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const whole = Math.max(1, figures.chosen)
  return (
    <>
      <ol className="funnel" aria-label={t.funnel}>
        {STEPS.map((step) => (
          <li key={step}>
            <span className="funnel-name">{t.steps[step]}</span>
            <span className="funnel-track" aria-hidden="true">
              <span style={{ width: `${Math.min(100, (figures[step] / whole) * 100)}%` }} />
            </span>
            <span className="funnel-figure">
              <strong>{formatCount(figures[step])}</strong>{' '}
              <span className="muted small">{formatShare(figures[step], figures.chosen)}</span>
            </span>
          </li>
        ))}
      </ol>
      {figures.declined + figures.expired > 0 && (
        <p className="muted small">
          {(['declined', 'expired'] as const)
            .filter((key) => figures[key] > 0)
            .map((key) => `${t.aside[key]} ${countOf(figures[key], language, '家', 'merchant', 'merchants')}`)
            .join(' · ')}
        </p>
      )}
    </>
  )
}
