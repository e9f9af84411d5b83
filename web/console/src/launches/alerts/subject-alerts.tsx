import { CardSkeleton } from '../../../../office/src/load-states.js'
import { AlertsCard } from './alerts-card.js'
import { useOpenAlerts } from './use-alerts.js'

/** The unseen alerts about one thing, on its own page. */
export function SubjectAlerts({ subject, onSeen }: { subject: string; onSeen: () => void }) {
  const { data, reload } = useOpenAlerts()
  if (!data) return <CardSkeleton rows={1} />
  return (
    <AlertsCard
      alerts={data.filter((alert) => alert.subject === subject)}
      linked={false}
      onSeen={() => {
        reload()
        onSeen()
      }}
    />
  )
}
