import { App, Button } from 'antd'
import { useRef, useState } from 'react'
import { asRefusal } from '../../office/src/api.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import { formatMoney } from '../../office/src/money.js'
import { REFUND_STATES } from '../../office/src/names.js'
import { newKey } from '../../office/src/new-key.js'
import { needsPerson, operatorStep } from '../../office/src/refund-advice.js'
import type { Refund } from '../../office/src/types.js'
import { api } from './console-api.js'

const words = defineWords(
  {
    retry: '重试',
    inquire: '向机构查询',
    ask: (amount: string) => `重试退款 ${amount}？`,
    body: '系统会先向支付机构查询这笔退款，确认没有退过才会再发。请先排除原因（例如余额不足已充值）。',
    cancel: '先不',
    done: '完成，现在是',
  },
  {
    retry: 'Retry',
    inquire: 'Ask the institution',
    ask: (amount: string) => `Retry the refund of ${amount}?`,
    body: 'The institution is asked about this refund first, and it is sent again only if it was not made. Remove the cause first (a short balance, for example).',
    cancel: 'Not now',
    done: 'Done; it is now',
  },
)

/** Sends a stuck refund again, or asks about one under way; the server asks first in both cases. */
export function RetryRefund({ refund, onChanged }: { refund: Refund; onChanged: () => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { modal, message } = App.useApp()
  const [busy, setBusy] = useState(false)
  // Kept until the server has answered, so that a lost answer is repeated and not done again.
  const key = useRef<string>(undefined)

  const retry = async () => {
    setBusy(true)
    key.current ??= newKey()
    try {
      const path = `/refunds/${encodeURIComponent(refund.id)}/retry`
      const { state } = await api.post<Refund>(path, undefined, { idempotencyKey: key.current })
      key.current = undefined
      const said = `${t.done} “${REFUND_STATES[state]?.[language] ?? state}”`
      if (needsPerson(state)) message.warning(said)
      else message.success(said)
    } catch (error) {
      const refusal = asRefusal(error)
      if (refusal.answered) key.current = undefined
      message.error(pick(language, refusal.body.message, refusal.body.messageEn))
    }
    setBusy(false)
    onChanged()
  }

  const confirm = () =>
    modal.confirm({
      title: t.ask(formatMoney(refund.amountMinor, refund.currency)),
      content: t.body,
      okText: t.retry,
      cancelText: t.cancel,
      autoFocusButton: 'cancel',
      onOk: retry,
    })

  const step = operatorStep(refund)
  if (step === null) return null
  return (
    <Button
      size="small"
      type={step === 'retry' ? 'primary' : 'default'}
      loading={busy}
      onClick={step === 'retry' ? confirm : retry}
    >
      {step === 'retry' ? t.retry : t.inquire}
    </Button>
  )
}
