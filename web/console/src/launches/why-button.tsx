import { App, Button, type ButtonProps } from 'antd'
import { type ReactNode, useState } from 'react'
import type { ApiRefusal } from '../../../office/src/api.js'
import { AskWhy } from '../ask-why.js'

interface WhyButtonProps {
  label: ReactNode
  /** On the button that does it, where it says another thing than the one that asks. */
  confirm?: string
  /** The question, e.g. "Suspend Half-Hill Tea?" */
  title: string
  /** What it does, and what it leaves alone. */
  children?: ReactNode
  usualWhy?: string
  button?: ButtonProps
  /** Said when it is done. */
  done: string
  run: (why: string) => Promise<unknown>
  refused?: (error: ApiRefusal) => ReactNode
  onDone?: () => void
}

/** A change that wants a reason: one click, a short question, Enter. */
export function WhyButton(props: WhyButtonProps) {
  const { label, confirm, title, children, usualWhy, button, done, run, refused, onDone } = props
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button {...button} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <AskWhy
        open={open}
        title={title}
        okText={confirm ?? label}
        danger={button?.danger ?? false}
        needed
        {...(usualWhy === undefined ? {} : { usualWhy })}
        {...(refused === undefined ? {} : { refused })}
        run={async (why) => {
          await run(why)
          message.success(done)
          onDone?.()
        }}
        onClose={() => setOpen(false)}
      >
        {children}
      </AskWhy>
    </>
  )
}
