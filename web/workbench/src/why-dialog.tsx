import { Input, Modal } from 'antd'
import { useId, useState } from 'react'

interface WhyDialogProps {
  open: boolean
  title: string
  hint: string
  label: string
  ok: string
  busy: boolean
  onOk: (why: string) => void
  onClose: () => void
}

/** Asks once more, and for a reason that may be left out. */
export function WhyDialog({ open, title, hint, label, ok, busy, onOk, onClose }: WhyDialogProps) {
  const id = useId()
  const [why, setWhy] = useState('')
  return (
    <Modal
      open={open}
      title={title}
      okText={ok}
      confirmLoading={busy}
      onOk={() => onOk(why.trim())}
      onCancel={onClose}
      destroyOnHidden
    >
      <div className="why-dialog">
        <p>{hint}</p>
        <label htmlFor={id}>{label}</label>
        <Input.TextArea
          id={id}
          value={why}
          rows={3}
          maxLength={200}
          onChange={(event) => setWhy(event.target.value)}
        />
      </div>
    </Modal>
  )
}
