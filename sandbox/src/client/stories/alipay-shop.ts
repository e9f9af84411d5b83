import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { Credentials } from '../../core/credentials.js'
import { type ExampleShop, SAID, type Said } from './example-shop.js'

type Node = Record<string, unknown>

/** The example merchant at Alipay: gateway v2, public-key mode. `nowMs` is the sandbox's time. */
export function createAlipayShop(
  { alipay }: Credentials,
  timeoutMs: number,
  nowMs: () => number,
): ExampleShop {
  const key = createPrivateKey(alipay.appPrivateKey)
  const alipayKey = createPublicKey(alipay.alipayPublicKey)
  const isSigned = (text: string, signature: string): boolean =>
    verify('sha256', Buffer.from(text, 'utf8'), alipayKey, Buffer.from(signature, 'base64'))

  const call = async (method: string, biz: object, notifyUrl?: string): Promise<Said & { node?: Node }> => {
    const parameters: Record<string, string> = {
      app_id: alipay.appId,
      method,
      charset: 'utf-8',
      sign_type: 'RSA2',
      timestamp: beijingTimestamp(nowMs()),
      version: '1.0',
      biz_content: JSON.stringify(biz),
      ...(notifyUrl === undefined ? {} : { notify_url: notifyUrl }),
    }
    const signature = sign('sha256', Buffer.from(signedText(parameters), 'utf8'), key).toString('base64')
    let text: string
    try {
      const answer = await fetch(alipay.gateway, {
        method: 'POST',
        body: new URLSearchParams({ ...parameters, sign: signature }),
        signal: AbortSignal.timeout(timeoutMs),
      })
      text = await answer.text()
    } catch (error) {
      return SAID.unknown(error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'connection')
    }
    const name = `${method.replaceAll('.', '_')}_response`
    // The signature covers the node's characters as they came, so they are cut out, not written anew.
    const cut = new RegExp(
      `^\\{"${name}":(\\{.*\\}),(?:"alipay_cert_sn":"[^"]*",)?"sign":"([^"]+)"\\}$`,
      's',
    ).exec(text)
    if (!cut?.[1] || !cut[2] || !isSigned(cut[1], cut[2])) return SAID.unknown('bad_signature')
    const node = JSON.parse(cut[1]) as Node
    if (node.code === '10000') return { ...SAID.done('10000'), node }
    if (node.code === '20000') return SAID.unknown('20000')
    return { ...SAID.refused(String(node.sub_code)), node }
  }

  return {
    acknowledgement: { status: 200, body: 'success' },
    async order({ outTradeNo, amountMinor, notifyUrl }) {
      const biz = {
        out_trade_no: outTradeNo,
        total_amount: yuan(amountMinor),
        subject: '沙箱故事 sandbox story',
      }
      const answer = await call('alipay.trade.precreate', biz, notifyUrl)
      return answer.outcome === 'done' ? SAID.done(String(answer.node?.qr_code)) : answer
    },
    async query(outTradeNo) {
      const answer = await call('alipay.trade.query', { out_trade_no: outTradeNo })
      return answer.outcome === 'done' ? SAID.done(String(answer.node?.trade_status)) : answer
    },
    close: (outTradeNo) => call('alipay.trade.cancel', { out_trade_no: outTradeNo }),
    async refund({ outTradeNo, amountMinor }) {
      const biz = {
        out_trade_no: outTradeNo,
        refund_amount: yuan(amountMinor),
        out_request_no: `${outTradeNo}R`,
      }
      const answer = await call('alipay.trade.refund', biz)
      return answer.outcome === 'done' ? SAID.done(`fund_change ${answer.node?.fund_change}`) : answer
    },
    async doubtNotice(_headers, body, expected) {
      const parameters = Object.fromEntries(new URLSearchParams(body.toString('utf8')))
      const { sign: signature = '', sign_type: _type, ...signed } = parameters
      if (!isSigned(signedText(signed), signature)) return 'bad_signature'
      if (signed.app_id !== alipay.appId) return `application ${signed.app_id} is not ours`
      if (signed.seller_id !== alipay.sellerId) return `merchant ${signed.seller_id} is not us`
      if (signed.out_trade_no !== expected.outTradeNo) return `no order ${signed.out_trade_no} here`
      if (signed.total_amount !== yuan(expected.amountMinor)) {
        return `${signed.total_amount} is not what was asked`
      }
      return null
    },
  }
}

function signedText(parameters: Record<string, string>): string {
  return Object.keys(parameters)
    .filter((name) => parameters[name] !== '')
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join('&')
}

function yuan(minor: number): string {
  return `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`
}

/** `yyyy-MM-dd HH:mm:ss`, UTC+8. */
function beijingTimestamp(timeMs: number): string {
  return new Date(timeMs + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}
