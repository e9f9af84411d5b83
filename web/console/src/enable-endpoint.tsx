import { App, Button } from 'antd'
import { useState } from 'react'
import { asRefusal } from '../../office/src/api.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import { api } from './console-api.js'

const words = defineWords(
  { enable: '重新启用', done: '已启用，保留的通知会自动补发' },
  { enable: 'Enable again', done: 'Enabled; what was kept is being sent' },
)

/** For an address of the marketplace that was given up and works again. */
export function EnableEndpoint({ endpointId, onEnabled }: { endpointId: string; onEnabled: () => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const enable = async () => {
    setBusy(true)
    try {
      await api.post(`/webhook-endpoints/${encodeURIComponent(endpointId)}/enable`)
      message.success(t.done)
    } catch (error) {
      const { body } = asRefusal(error)
      message.error(pick(language, body.message, body.messageEn))
    }
    setBusy(false)
    onEnabled()
  }
  return (
    <Button size="small" type="primary" loading={busy} onClick={enable}>
      {t.enable}
    </Button>
  )
}
