import { Button, type ButtonProps } from 'antd'
import { type ReactNode, useState } from 'react'
import { AskWhy } from './ask-why.js'

interface AskButtonProps {
  label: string
  title: string
  danger?: boolean
  needed?: boolean
  type?: ButtonProps['type']
  children?: ReactNode
  run: (why: string) => Promise<void>
}

/** A small button that asks whether one is sure, and why, before it does anything. */
export function AskButton({
  label,
  title,
  danger = false,
  needed = false,
  type,
  children,
  run,
}: AskButtonProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        size="small"
        danger={danger}
        {...(type === undefined ? {} : { type })}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      <AskWhy
        open={open}
        title={title}
        okText={label}
        danger={danger}
        needed={needed}
        run={run}
        onClose={() => setOpen(false)}
      >
        {children}
      </AskWhy>
    </>
  )
}
