import { useEffect, useRef, useState } from 'preact/hooks'

export interface SandboxEvent {
  seq: number
  atMs: number
  kind: 'call' | 'payment' | 'refund' | 'notice' | 'fault' | 'clock' | 'reset'
  institution: 'wechatpay' | 'alipay' | 'acquirer' | 'official_account' | 'review_desk' | null
  outTradeNo: string | null
  zh: string
  en: string
  data: Record<string, unknown>
}

/** Listens to the sandbox's event stream; null until the line is known to be up or down. The browser dials again by itself. */
export function useEvents(onEvent: (event: SandboxEvent) => void): boolean | null {
  const [connected, setConnected] = useState<boolean | null>(null)
  const latest = useRef(onEvent)
  latest.current = onEvent
  useEffect(() => {
    const source = new EventSource('/control/events')
    source.onopen = () => setConnected(true)
    source.onerror = () => setConnected(false)
    source.onmessage = (message) => {
      try {
        latest.current(JSON.parse(message.data) as SandboxEvent)
      } catch {
        // A half line after a restart carries nothing to show.
      }
    }
    return () => source.close()
  }, [])
  return connected
}
