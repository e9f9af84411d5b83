import { createPrivateKey } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AlipaySdk } from 'alipay-sdk'
import { type Core, createCore } from '../core/core.js'
import { waitForReceived } from '../testing/wait-for-received.js'
import { beijingTime } from './beijing-time.js'
import { type AlipayServer, createAlipay } from './index.js'
import { signBytesNow } from './wire/signature.js'

/** A notice as the merchant's server got it. */
type ReceivedNotice = Record<string, string>

export interface AlipayUnderTest {
  core: Core
  alipay: AlipayServer
  url: string
  sdk: AlipaySdk
  /** Where the merchant under test listens for notices. */
  notifyUrl: string
  received: ReceivedNotice[]
  /** What the merchant answers; `success` unless a test says otherwise. */
  answerNotices(text: string): void
  /**
   * Resolves when so many notices have arrived, of those that are meant. Each travels by itself: what was told first
   * may arrive last.
   */
  notices(count: number, isMeant?: (notice: ReceivedNotice) => boolean): Promise<ReceivedNotice[]>
  /** Signs as the merchant and posts everything in the body; the answer's text. */
  post(parameters: Record<string, string>): Promise<{ status: number; text: string }>
  /** Pays as the default wallet user. */
  pay(outTradeNo: string): void
  stop(): Promise<void>
}

export async function startAlipayUnderTest(dataFolder: string | null = null): Promise<AlipayUnderTest> {
  const core = await createCore({ dataFolder, noticeScale: 1 })
  const alipay = createAlipay(core)
  const { url } = await alipay.listen('127.0.0.1', 0)
  core.urls.alipay = url
  core.urls.home = 'http://127.0.0.1:3100'
  core.notices.resume()

  const received: ReceivedNotice[] = []
  const arrivals = waitForReceived(received)
  let noticeAnswer = 'success'
  const merchant = await startMerchant((notice) => {
    received.push(notice)
    arrivals.look()
    return noticeAnswer
  })
  const { appId, appPrivateKey, alipayPublicKey } = core.keys.alipay
  const key = createPrivateKey(appPrivateKey)

  return {
    core,
    alipay,
    url,
    received,
    notifyUrl: `http://127.0.0.1:${(merchant.address() as AddressInfo).port}/notice`,
    sdk: new AlipaySdk({
      appId,
      privateKey: appPrivateKey,
      keyType: 'PKCS8',
      alipayPublicKey,
      gateway: `${url}/gateway.do`,
    }),
    answerNotices(text) {
      noticeAnswer = text
    },
    notices: arrivals.count,
    async post(wanted) {
      const parameters: Record<string, string> = {
        app_id: appId,
        charset: 'utf-8',
        sign_type: 'RSA2',
        timestamp: beijingTime(core.clock.nowMs()),
        version: '1.0',
        ...wanted,
      }
      const names = Object.keys(parameters)
        .filter((name) => parameters[name] !== '')
        .sort()
      const text = names.map((name) => `${name}=${parameters[name]}`).join('&')
      const sign = signBytesNow(Buffer.from(text), key, parameters.sign_type === 'RSA' ? 'RSA' : 'RSA2')
      const answer = await fetch(`${url}/gateway.do`, {
        method: 'POST',
        body: new URLSearchParams({ sign, ...parameters }),
        redirect: 'manual',
      })
      return { status: answer.status, text: await answer.text() }
    },
    pay(outTradeNo) {
      const code = alipay.order(outTradeNo)?.code
      if (!code) throw new Error(`${outTradeNo} cannot be paid now.`)
      const paid = alipay.institution.pay(code, 'alipay', '123456')
      if ('zh' in paid) throw new Error(paid.en)
    },
    async stop() {
      core.close()
      await alipay.close()
      merchant.closeAllConnections()
      await new Promise((resolve) => merchant.close(resolve))
    },
  }
}

function startMerchant(take: (notice: ReceivedNotice) => string): Promise<Server> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      response.end(take(Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString('utf8')))))
    })
  })
  return new Promise((resolve) => void server.listen(0, '127.0.0.1', () => resolve(server)))
}
