import type { Sandbox } from 'hutong-sandbox'
import type { Call } from '../../api/support/caller.js'

export interface SubMerchant {
  readonly state: string
  readonly submission: number
  readonly institutionRef: string | null
  readonly subMerchantNo: string | null
  readonly lastCall: { readonly answer: string } | null
  readonly documents: Readonly<Record<string, string>>
  readonly reasons: readonly { field: string; reason: string }[]
  readonly history: readonly { readonly to: string }[]
  readonly may: readonly string[]
}
export interface Field {
  readonly field: string
  readonly type: 'text' | 'file' | 'choice'
  readonly sensitive?: boolean
  readonly choices?: readonly { readonly value: string }[]
}
interface Order {
  readonly id: string
  readonly externalId: string
  readonly smid: string
  readonly status: string
  readonly body: Record<string, unknown>
}

const why = '商户申请开通'
export const PNG = Buffer.concat([Buffer.from([0x89]), Buffer.from('PNG a picture of a paper')])

/** Onboarding at Alipay from both sides: the operator in the console, and who reviews it there. */
export function openOnboarding(world: {
  operator(): Call
  sandbox(): Pick<Sandbox, 'homeUrl'>
  readonly merchantId?: string
}) {
  const one = (act = '', merchant = world.merchantId ?? 'merchant_tea'): string =>
    `/console/api/sub-merchants/${merchant}/alipay${act}`
  async function post<Body = SubMerchant>(route: string, body: object = { why }): Promise<Body> {
    const { status, body: told } = await world.operator()<Body & { code?: string }>('POST', route, { body })
    if (status >= 300) throw new Error(`${route} was answered with ${status} ${JSON.stringify(told)}`)
    return told
  }
  async function uploaded(name: string): Promise<string> {
    const content = PNG.toString('base64')
    return (await post<{ id: string }>('/console/api/application-files', { name, content })).id
  }
  const review = (path: string): string =>
    `${world.sandbox().homeUrl}/control/alipay/merchant-applications${path}`
  const orders = async (): Promise<Order[]> => (await (await fetch(review(''))).json()) as Order[]
  return {
    one,
    post,
    uploaded,
    orders,
    read: async (merchant?: string): Promise<SubMerchant> =>
      (await world.operator()<{ subMerchant: SubMerchant }>('GET', one('', merchant))).body.subMerchant,
    /** About the latest application. */
    async decide(decision: string, reason?: string): Promise<Order> {
      const [latest] = await orders()
      const answer = await fetch(review(`/${latest?.id}/decide`), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ decision, ...(reason === undefined ? {} : { reason }) }),
      })
      if (answer.status !== 200) throw new Error(`the reviewer was answered with ${answer.status}`)
      return (await answer.json()) as Order
    },
    /** A word of its own for every field there is, so that none can be left behind on the way. */
    async everyDocument(): Promise<Record<string, string>> {
      const { fields } = (await world.operator()<{ fields: Field[] }>('GET', one())).body
      const documents: Record<string, string> = {}
      for (const { field, type, choices } of fields)
        documents[field] =
          type === 'file'
            ? await uploaded(`${field.replaceAll('_', '-')}.png`)
            : (choices?.find(({ value }) => value.includes('当面付'))?.value ??
              choices?.[0]?.value ??
              (field.includes('mobile') ? '13800138000' : `${field} 的内容`))
      return documents
    },
  }
}
