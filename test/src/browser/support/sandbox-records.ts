interface NoticeRecord {
  readonly state: string
  readonly tries: readonly { readonly atMs: number; readonly status: number | null }[]
}

export interface OrderRecord {
  readonly institution: 'wechatpay' | 'alipay'
  readonly outTradeNo: string
  readonly state: string
  readonly transactionId: string | null
  readonly refunds: readonly { readonly outRefundNo: string; readonly state: string }[]
}

interface Fault {
  readonly institution: 'wechatpay' | 'alipay'
  readonly operation: string
  readonly effect: string
  readonly times?: number
  readonly params?: { readonly status?: number; readonly code?: string; readonly delayMs?: number }
}

/** What the institutions themselves know, and may be told to do, over the sandbox's control interface. */
export interface SandboxRecords {
  orders(): Promise<OrderRecord[]>
  notices(outTradeNo: string): Promise<NoticeRecord[]>
  addFault(fault: Fault): Promise<void>
  clearFaults(): Promise<void>
  /** Pays as someone who holds another phone. */
  pay(order: OrderRecord): Promise<void>
  /** Ends a refund that a fault keeps under way. */
  finishRefund(order: OrderRecord): Promise<void>
}

export function sandboxRecords(homeUrl: string): SandboxRecords {
  async function ask<Value>(method: string, path: string, body?: object): Promise<Value> {
    const response = await fetch(`${homeUrl}/control/${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
    return (text === '' ? null : JSON.parse(text)) as Value
  }
  return {
    orders: () => ask('GET', 'orders'),
    notices: (outTradeNo) => ask('GET', `notices?outTradeNo=${outTradeNo}`),
    addFault: (fault) => ask('POST', 'faults', fault),
    clearFaults: () => ask('DELETE', 'faults'),
    pay: ({ institution, outTradeNo }) => ask('POST', 'pay', { institution, outTradeNo }),
    finishRefund: ({ institution, refunds }) =>
      ask('POST', `refunds/${institution}/${refunds[0]?.outRefundNo}/finish`, { state: 'SUCCESS' }),
  }
}
