import { App, Button } from 'antd'
import { useState } from 'react'
import { asRefusal } from '../../../../office/src/api.js'
import { Time } from '../../../../office/src/figures.js'
import { AlarmIcon } from '../../../../office/src/icons.js'
import { defineWords, pick, useLanguage, useWords } from '../../../../office/src/language.js'
import { useMay } from '../../me.js'
import type { OperatorAlert } from '../launch-api.js'
import { placeOfAlert } from './alert-place.js'
import { markSeen } from './use-alerts.js'

const words = defineWords(
  {
    seen: '知道了',
    seenBy: (who: string) => `${who} 已看过`,
    open: { launch: '打开上线', terms: '打开平台规则', capability: '打开能力' },
  },
  {
    seen: 'Seen',
    seenBy: (who: string) => `seen by ${who}`,
    open: { launch: 'Open the launch', terms: 'Open the terms', capability: 'Open the capabilities' },
  },
)

export function AlertLine({
  alert,
  linked = true,
  onSeen,
}: {
  alert: OperatorAlert
  /** Not where its subject is on the screen already. */
  linked?: boolean
  onSeen: () => void
}) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const may = useMay()('POST /alerts/:id/seen')
  const [busy, setBusy] = useState(false)
  const place = linked ? placeOfAlert(alert.subject) : null
  const see = async () => {
    setBusy(true)
    try {
      await markSeen(alert.id)
      onSeen()
    } catch (error) {
      const { body } = asRefusal(error)
      message.error(pick(language, body.message, body.messageEn))
    }
    setBusy(false)
  }
  return (
    <li className={alert.seenAt === null ? '' : 'alert-seen'}>
      <span className="attention-icon">
        <AlarmIcon />
      </span>
      <div className="attention-body">
        <div className="attention-title">{pick(language, alert.title, alert.titleEn)}</div>
        <div className="muted small">
          <Time at={alert.at} seconds />
          {alert.seenAt !== null && alert.seenBy !== null && ` · ${t.seenBy(alert.seenBy)}`}
        </div>
      </div>
      <div className="alert-does">
        {place && <a href={place.href}>{t.open[place.leadsTo]}</a>}
        {alert.seenAt === null && may && (
          <Button size="small" loading={busy} onClick={see}>
            {t.seen}
          </Button>
        )}
      </div>
    </li>
  )
}
