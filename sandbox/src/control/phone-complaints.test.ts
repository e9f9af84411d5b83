import { AlipaySdk } from 'alipay-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandboxClient, type SandboxClient } from '../client/sandbox-client.js'
import { type Sandbox, startSandbox } from '../start-sandbox.js'

interface Seen {
  id: string
  state: string
  said: Array<{ by: string; text: string }>
  next: string[]
}

let sandbox: Sandbox
let client: SandboxClient
let sdk: AlipaySdk
beforeAll(async () => {
  sandbox = await startSandbox()
  client = await createSandboxClient({ homeUrl: sandbox.homeUrl })
  const { appId, appPrivateKey, alipayPublicKey, gateway } = sandbox.credentials.alipay
  sdk = new AlipaySdk({ appId, privateKey: appPrivateKey, alipayPublicKey, gateway, keyType: 'PKCS8' })
})
afterAll(() => sandbox.stop())

async function call<Body = Seen>(
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; body: Body }> {
  const answer = await fetch(`${sandbox.homeUrl}/phone/api/${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  })
  return { status: answer.status, body: (await answer.json()) as Body }
}
const asked = (method: string, bizContent: object) =>
  sdk.exec(`alipay.${method}`, { bizContent: { ...bizContent } }, { validateSign: true })

let count = 0
async function paid(userId?: string): Promise<{ outTradeNo: string; orderId: string }> {
  const outTradeNo = `phone_${++count}`
  await asked('trade.precreate', { out_trade_no: outTradeNo, total_amount: '3.00', subject: '茶' })
  await client.pay({ institution: 'alipay', outTradeNo, ...(userId === undefined ? {} : { userId }) })
  const history = await call<Array<{ kind: string; outTradeNo: string; orderId: string }>>(
    'GET',
    `history?wallet=alipay&userId=${userId ?? 'alipay'}`,
  )
  const entry = history.body.find((one) => one.outTradeNo === outTradeNo && one.kind === 'paid')
  return { outTradeNo, orderId: entry?.orderId ?? '' }
}
const complaintOf = (orderId: string) => ({ orderId, problemType: 'REFUND', detail: '茶叶受潮了' })
const shown = async (orderId: string) =>
  (await call<Seen[]>('GET', `complaints?orderId=${encodeURIComponent(orderId)}`)).body

describe('a payment at Alipay', () => {
  it('is complained about, answered, brought before Alipay and decided there', async () => {
    const { orderId } = await paid()
    const raised = await call('POST', 'complaints', complaintOf(orderId))
    expect(raised).toMatchObject({
      status: 200,
      body: {
        state: 'MERCHANT_PROCESSING',
        said: [{ by: 'payer', text: '茶叶受潮了' }],
        next: ['respond', 'confirm', 'revoke', 'escalate'],
      },
    })
    const again = await call<{ code: string }>('POST', 'complaints', complaintOf(orderId))
    expect([again.status, again.body.code]).toEqual([409, 'already_complained'])
    const { id } = raised.body
    const feedback = { complain_event_id: id, feedback_code: '05', feedback_content: '马上换货' }
    await sdk.exec('alipay.merchant.tradecomplain.feedback.submit', feedback, { validateSign: true })
    expect(await shown(orderId)).toMatchObject([
      { state: 'MERCHANT_FEEDBACKED', said: [{}, { by: 'merchant', text: '马上换货' }] },
    ])
    const follow = (step: string, more: object = {}) =>
      call('POST', `complaints/${id}/follow`, { follow: step, ...more })
    expect((await follow('continue', { text: '还没到' })).status).toBe(409)
    expect((await follow('respond', { text: '还没到' })).body.state).toBe('MERCHANT_FEEDBACKED')
    expect((await follow('respond', { userId: 'wechat' })).status).toBe(404)
    expect((await follow('escalate')).body).toMatchObject({
      state: 'PLATFORM_PROCESSING',
      next: ['respond', 'revoke'],
    })
    const decided = await client.followComplaint('alipay', id, 'decide', '商家已换货')
    expect(decided).toMatchObject({ id, state: 'PLATFORM_FINISH' })
    const [ended] = await shown(orderId)
    expect(ended?.said.at(-1)).toMatchObject({ by: 'platform', text: '商家已换货' })
    expect(ended?.next).toEqual(['continue'])
  })

  it('is complained about anew when the first complaint is over', async () => {
    const { orderId } = await paid()
    const { id } = (await call('POST', 'complaints', complaintOf(orderId))).body
    expect((await call('POST', `complaints/${id}/follow`, { follow: 'revoke' })).body.state).toBe('CANCELLED')
    const goesOn = await call('POST', `complaints/${id}/follow`, { follow: 'continue', text: '还是受潮' })
    expect(goesOn.body).toMatchObject({ state: 'MERCHANT_PROCESSING', said: [{ text: '还是受潮' }] })
    expect(goesOn.body.id).not.toBe(id)
    expect((await shown(orderId)).map(({ state }) => state)).toEqual(['MERCHANT_PROCESSING', 'CANCELLED'])
  })

  it('is complained about by who paid it, and by nobody else', async () => {
    const { id: userId } = await client.createWallet({ wallet: 'alipay' })
    const { orderId } = await paid(userId)
    expect((await call('POST', 'complaints', complaintOf(orderId))).status).toBe(404)
    const raised = await call('POST', 'complaints', { ...complaintOf(orderId), userId })
    expect(raised.status).toBe(200)
    expect(await shown(orderId)).toEqual([])
    expect((await call('POST', `complaints/${raised.body.id}/follow`, { follow: 'revoke' })).status).toBe(404)
  })
})

describe('the control API', () => {
  it('raises, lists and moves complaints, and refuses what the state does not allow', async () => {
    const { outTradeNo } = await paid()
    const { id } = await client.complain('alipay', { outTradeNo, detail: '没收到', phone: '13800000000' })
    expect((await client.complaints('alipay')).at(-1)).toMatchObject({
      id,
      outTradeNo,
      problemType: 'OTHERS',
      state: 'MERCHANT_PROCESSING',
    })
    await expect(client.followComplaint('alipay', id, 'decide')).rejects.toMatchObject({
      status: 409,
      code: 'not_now',
    })
    expect(await client.followComplaint('alipay', id, 'close')).toMatchObject({ state: 'CLOSED' })
    await expect(client.followComplaint('alipay', 'nothing', 'close')).rejects.toMatchObject({ status: 404 })
    await expect(client.complain('alipay', { outTradeNo: 'nothing', detail: '茶' })).rejects.toMatchObject({
      status: 404,
    })
    const [first] = await call<Array<{ outTradeNo: string }>>('GET', 'complaints').then(({ body }) => body)
    expect(first?.outTradeNo).toBe(outTradeNo)
  })
})
