import { App, Button } from 'antd'
import { useRef, useState } from 'react'
import { asRefusal } from '../../office/src/api.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import { formatMoney } from '../../office/src/money.js'
import { REFUND_STATES } from '../../office/src/names.js'
import { newKey } from '../../office/src/new-key.js'
import { needsPerson, operatorStep } from '../../office/src/refund-advice.js'
import type { Refund } from '../../office/src/types.js'
import { AskButton } from './ask-button.js'
import { api } from './console-api.js'
import { useMay } from './me.js'

const words = defineWords(
  {
    retry: '重试',
    inquire: '向机构查询',
    ask: (amount: string) => `重试退款 ${amount}？`,
    body: '系统会先向支付机构查询这笔退款，确认没有退过才会再发。请先排除原因（例如余额不足已充值）。',
    done: '完成，现在是',
  },
  {
    retry: 'Retry',
    inquire: 'Ask the institution',
    ask: (amount: string) => `Retry the refund of ${amount}?`,
    body: 'The institution is asked about this refund first, and it is sent again only if it was not made. Remove the cause first (a short balance, for example).',
    done: 'Done; it is now',
  },
)

/** Sends a stuck refund again, or asks about one under way; the server asks first in both cases. */
export function RetryRefund({ refund, onChanged }: { refund: Refund; onChanged: () => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const may = useMay()
  const [busy, setBusy] = useState(false)
  // Kept, with what was asked, until the server has answered: a lost answer is repeated and not done again.
  const asked = useRef<{ key: string; body: { why: string } }>(undefined)

  const retry = async (why: string) => {
    asked.current ??= { key: newKey(), body: { why } }
    const { key, body } = asked.current
    try {
      const path = `/refunds/${encodeURIComponent(refund.id)}/retry`
      const { state } = await api.post<Refund>(path, body, { idempotencyKey: key })
      asked.current = undefined
      const said = `${t.done} “${REFUND_STATES[state]?.[language] ?? state}”`
      if (needsPerson(state)) message.warning(said)
      else message.success(said)
    } catch (error) {
      if (asRefusal(error).answered) asked.current = undefined
      throw error
    } finally {
      onChanged()
    }
  }

  const inquire = async () => {
    setBusy(true)
    await retry('').catch((error: unknown) => {
      const { body } = asRefusal(error)
      message.error(pick(language, body.message, body.messageEn))
    })
    setBusy(false)
  }

  const step = operatorStep(refund)
  if (step === null || !may('POST /refunds/:refundId/retry')) return null
  if (step === 'ask')
    return (
      <Button size="small" loading={busy} onClick={inquire}>
        {t.inquire}
      </Button>
    )
  return (
    <AskButton
      label={t.retry}
      title={t.ask(formatMoney(refund.amountMinor, refund.currency))}
      type="primary"
      run={retry}
    >
      <p>{t.body}</p>
    </AskButton>
  )
}
