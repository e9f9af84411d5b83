import { defineWords, useWords } from '../../../../office/src/language.js'
import { Card } from '../../../../office/src/page.js'
import { hrefTo } from '../../../../office/src/route.js'
import type { OperatorAlert } from '../launch-api.js'
import { AlertLine } from './alert-line.js'

const words = defineWords({ title: '未读提醒', all: '全部提醒' }, { title: 'New alerts', all: 'All alerts' })

const SHOWN = 5

interface AlertsCardProps {
  alerts: readonly OperatorAlert[]
  /** Not where what they are about is on the screen already. */
  linked?: boolean
  onSeen: () => void
}

/** The newest unseen alerts; nothing where there is none. */
export function AlertsCard({ alerts, linked = true, onSeen }: AlertsCardProps) {
  const t = useWords(words)
  if (alerts.length === 0) return null
  return (
    <Card
      title={
        <>
          {t.title} <span className="badge">{alerts.length}</span>
        </>
      }
      aside={linked && <a href={hrefTo('/launches/alerts')}>{t.all}</a>}
    >
      <ul className="attention">
        {alerts.slice(0, SHOWN).map((alert) => (
          <AlertLine key={alert.id} alert={alert} linked={linked} onSeen={onSeen} />
        ))}
      </ul>
    </Card>
  )
}
