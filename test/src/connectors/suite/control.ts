import type { InstitutionName } from '@hutong/server/connectors/contract'
import type { startSandbox } from 'hutong-sandbox'

type Sandbox = Awaited<ReturnType<typeof startSandbox>>
export type Credentials = Sandbox['credentials']

/** The sandbox's own record of an order, as `GET /control/orders/…` tells it. */
export interface OrderRecord {
  state: string
  amountMinor: number
  currency: string
  transactionId: string | null
  refunds: { outRefundNo: string; amountMinor: number; state: string }[]
}

export interface NoticeRecord {
  id: string
  state: string
  tries: { status: number | null }[]
}

export interface Fault {
  operation: string
  effect: string
  outTradeNo: string
  times?: number
  params?: Record<string, unknown>
}

/** The sandbox's control interface, over HTTP as any tester uses it. */
export function controlOf(homeUrl: string, institution: InstitutionName) {
  async function ask(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; value: unknown }> {
    const response = await fetch(`${homeUrl}/control/${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } } : {}),
    })
    const text = await response.text()
    return { status: response.status, value: text === '' ? null : JSON.parse(text) }
  }

  async function must<Value>(method: string, path: string, body?: object): Promise<Value> {
    const { status, value } = await ask(method, path, body)
    if (status >= 300)
      throw new Error(`${method} /control/${path} answered ${status}: ${JSON.stringify(value)}`)
    return value as Value
  }

  return {
    /** Pays as the payer; the HTTP status is 200 or 409. */
    async pay(payable: { code: string } | { outTradeNo: string }): Promise<number> {
      return (await ask('POST', 'pay', { institution, ...payable })).status
    },
    /** Null when the institution has no such order. */
    async order(outTradeNo: string): Promise<OrderRecord | null> {
      const { status, value } = await ask('GET', `orders/${institution}/${outTradeNo}`)
      return status === 200 ? (value as OrderRecord) : null
    },
    fault: (fault: Fault) => must<{ id: string }>('POST', 'faults', { institution, times: 1, ...fault }),
    notices: (outTradeNo: string) =>
      must<NoticeRecord[] | { notices: NoticeRecord[] }>('GET', `notices?outTradeNo=${outTradeNo}`).then(
        (answer) => (Array.isArray(answer) ? answer : answer.notices),
      ),
    resend: (id: string) => must('POST', `notices/${id}/resend`),
    sendNotice: (outTradeNo: string, alter?: string) =>
      must('POST', 'notices/send', { institution, outTradeNo, ...(alter ? { alter } : {}) }),
    finishRefund: (outRefundNo: string, state: 'SUCCESS' | 'ABNORMAL' | 'CLOSED') =>
      must('POST', `refunds/${institution}/${outRefundNo}/finish`, { state }),
  }
}
