import { Input, Modal } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { type ReactNode, useId, useRef, useState } from 'react'
import { type ApiRefusal, asRefusal } from '../../office/src/api.js'
import { defineWords, useWords } from '../../office/src/language.js'
import { Refused } from '../../office/src/load-states.js'

const words = defineWords(
  {
    why: '原因',
    optional: '原因（可不填）',
    hint: '会写进操作记录，给以后查看的人',
    missing: '请写明原因',
    cancel: '先不',
  },
  {
    why: 'Reason',
    optional: 'Reason (may be left out)',
    hint: 'Written into the audit log, for whoever reads it later',
    missing: 'Say why',
    cancel: 'Not now',
  },
)

interface AskWhyProps {
  open: boolean
  title: string
  okText: ReactNode
  danger?: boolean
  /** Whether it is done only with a reason. */
  needed?: boolean
  okDisabled?: boolean
  /** Stands in the field beforehand, selected: Enter takes it, typing replaces it. */
  usualWhy?: string
  /** What is about to happen. */
  children?: ReactNode
  /** Does it; a refusal is shown here, and the question stays open. */
  run: (why: string) => Promise<void>
  /** How a refusal is shown, where more is to be said than usual. */
  refused?: (error: ApiRefusal) => ReactNode
  onClose: () => void
}

/** Asks whether one is sure, and why; what is done stands in the audit log with that reason. */
export function AskWhy(props: AskWhyProps) {
  const {
    open,
    title,
    okText,
    danger = false,
    needed = false,
    okDisabled = false,
    usualWhy = '',
    children,
    run,
    refused = (error) => <Refused error={error} />,
    onClose,
  } = props
  const t = useWords(words)
  const field = useId()
  const input = useRef<TextAreaRef>(null)
  const [why, setWhy] = useState(usualWhy)
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiRefusal>()

  const submit = async () => {
    if (busy || okDisabled) return
    if (needed && why.trim() === '') {
      setMissing(true)
      input.current?.focus()
      return
    }
    setBusy(true)
    setError(undefined)
    try {
      await run(why.trim())
      onClose()
    } catch (thrown) {
      setError(asRefusal(thrown))
    }
    setBusy(false)
  }

  return (
    <Modal
      open={open}
      title={title}
      okText={okText}
      cancelText={t.cancel}
      okButtonProps={{ danger, disabled: okDisabled }}
      confirmLoading={busy}
      onOk={submit}
      onCancel={() => {
        if (!busy) onClose()
      }}
      afterOpenChange={(shown) => shown && input.current?.focus({ cursor: 'all' })}
      afterClose={() => {
        setWhy(usualWhy)
        setMissing(false)
        setError(undefined)
      }}
      destroyOnHidden
    >
      <div className="stack ask-why">
        {children}
        <div>
          <label htmlFor={field}>{needed ? t.why : t.optional}</label>
          <Input.TextArea
            id={field}
            ref={input}
            value={why}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            disabled={busy}
            status={missing ? 'error' : ''}
            aria-invalid={missing}
            aria-describedby={`${field}-hint`}
            onChange={(event) => {
              setWhy(event.target.value)
              setMissing(false)
            }}
            onPressEnter={(event) => {
              // Enter that ends a word of an input method is not meant for the question.
              if (event.shiftKey || event.nativeEvent.isComposing) return
              event.preventDefault()
              void submit()
            }}
          />
          <p
            id={`${field}-hint`}
            className={missing ? 'small ask-why-missing' : 'small muted'}
            role={missing ? 'alert' : undefined}
          >
            {missing ? t.missing : t.hint}
          </p>
        </div>
        {error && refused(error)}
      </div>
    </Modal>
  )
}
