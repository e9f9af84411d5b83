import { Drawer } from 'antd'
import { useState } from 'react'
import { type ApiRefusal, asRefusal } from '../../office/src/api.js'
import { defineWords, useWords } from '../../office/src/language.js'
import { newKey } from '../../office/src/new-key.js'
import type { Order, Refund } from '../../office/src/types.js'
import { RefundConfirm } from './refund-confirm.js'
import { type Draft, draftOfAll, restOf } from './refund-draft.js'
import { RefundForm } from './refund-form.js'
import { RefundResult } from './refund-result.js'
import { api, type RefundRequest } from './workbench-api.js'

const words = defineWords(
  { title: '退款', confirm: '确认退款', done: '退款结果' },
  { title: 'Refund', confirm: 'Confirm the refund', done: 'Result' },
)

export interface Payee {
  shopper: string
  institution: string
}

interface RefundDrawerProps {
  open: boolean
  order: Order
  refunds: Refund[]
  payee: Payee
  onClose: () => void
  onChanged: () => void
}

/** The key is born with the confirmation and sent with every repetition of it: one confirmation, one refund. */
type Step =
  | { at: 'fill' }
  | {
      at: 'confirm'
      request: RefundRequest
      amountMinor: number
      /** As it was when confirming: a repetition must not take the amount off twice. */
      restAfterMinor: number
      key: string
      busy: boolean
      error?: ApiRefusal
    }
  | { at: 'done'; refund: Refund }

export function RefundDrawer(props: RefundDrawerProps) {
  const { open, order, refunds, payee, onClose, onChanged } = props
  const t = useWords(words)
  const [step, setStep] = useState<Step>({ at: 'fill' })
  const [draft, setDraft] = useState<Draft>({ by: 'items', picks: {} })
  const [reason, setReason] = useState('')
  const restMinor = restOf(order, refunds)
  const busy = step.at === 'confirm' && step.busy

  const close = () => {
    if (busy) return
    onClose()
    if (step.at === 'done') {
      setDraft({ by: 'items', picks: {} })
      setReason('')
      setStep({ at: 'fill' })
    }
  }

  const send = async (confirmed: Extract<Step, { at: 'confirm' }>) => {
    const { error: _past, ...again } = confirmed
    setStep({ ...again, busy: true })
    try {
      const path = `/orders/${encodeURIComponent(order.id)}/refunds`
      const refund = await api.post<Refund>(path, confirmed.request, { idempotencyKey: confirmed.key })
      setStep({ at: 'done', refund })
    } catch (thrown) {
      setStep({ ...again, busy: false, error: asRefusal(thrown) })
    }
    // Refused or not, the rest may be another one now.
    onChanged()
  }

  const current =
    step.at === 'done' ? (refunds.find(({ id }) => id === step.refund.id) ?? step.refund) : undefined
  return (
    <Drawer
      open={open}
      onClose={close}
      size="min(520px, 100vw)"
      title={step.at === 'fill' ? t.title : step.at === 'confirm' ? t.confirm : t.done}
      mask={{ closable: !busy }}
    >
      {step.at === 'fill' && (
        <RefundForm
          order={order}
          restMinor={restMinor}
          draft={draft}
          reason={reason}
          onDraft={setDraft}
          onReason={setReason}
          onAll={() => setDraft(draftOfAll(order, restMinor, draft.by))}
          onNext={(request, amountMinor) =>
            setStep({
              at: 'confirm',
              request,
              amountMinor,
              restAfterMinor: restMinor - amountMinor,
              key: newKey(),
              busy: false,
            })
          }
        />
      )}
      {step.at === 'confirm' && (
        <RefundConfirm
          order={order}
          payee={payee}
          request={step.request}
          amountMinor={step.amountMinor}
          restAfterMinor={step.restAfterMinor}
          busy={step.busy}
          error={step.error}
          onBack={() => setStep({ at: 'fill' })}
          onSend={() => send(step)}
        />
      )}
      {current && <RefundResult refund={current} onClose={close} />}
    </Drawer>
  )
}
