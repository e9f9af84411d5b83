import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../start-sandbox.js'
import { type NoticeInbox, startNoticeInbox } from '../testing/start-notice-inbox.js'
import { DESK_KINDS } from './kinds.js'

let sandbox: Sandbox
let inbox: NoticeInbox
beforeAll(async () => {
  sandbox = await startSandbox({ noticeScale: 0.001 })
  inbox = await startNoticeInbox()
})
afterAll(async () => {
  await sandbox.stop()
  await inbox.stop()
})

type Told = { status: number; body: Record<string, unknown> }
const ask = async (method: string, url: string, body?: object, headers: object = {}): Promise<Told> => {
  const init = { method, headers: { ...headers } as Record<string, string>, body: '' }
  if (body !== undefined) Object.assign(init, { body: JSON.stringify(body) })
  if (body !== undefined) init.headers['content-type'] = 'application/json'
  const answer = await fetch(url, body === undefined ? { method, headers: init.headers } : init)
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const desk = (method: string, path: string, body?: object, token?: string): Promise<Told> => {
  const { baseUrl, token: own } = sandbox.credentials.reviewDesk
  return ask(method, `${baseUrl}${path}`, body, { authorization: `Bearer ${token ?? own}` })
}
const decide = (applicationNo: string, wish: object): Promise<Told> =>
  ask('POST', `${sandbox.homeUrl}/control/desk/applications/${applicationNo}/decide`, wish)

const documents = (kind: string): Record<string, string> =>
  Object.fromEntries((DESK_KINDS[kind]?.required ?? []).map((field) => [field, `${field} 的内容`]))
const application = (applicationNo: string, submission = 1, change: Record<string, string> = {}) => ({
  application_no: applicationNo,
  submission,
  kind: 'wechatpay.platform',
  documents: { ...documents('wechatpay.platform'), ...change },
  notify_url: inbox.url,
})

it('reviews, sends back, grants, suspends and revokes, and tells each with a signed notice', async () => {
  expect(await desk('POST', '/applications', application('CAP-1'))).toMatchObject({
    status: 200,
    body: { state: 'under_review', submission: 1, reasons: [], decided_at: null },
  })
  expect((await decide('CAP-1', { decision: 'suspend', reasons: [] })).status).toBe(409)
  expect((await decide('CAP-1', { decision: 'send_back' })).status).toBe(409)
  const reasons = [{ field: 'category', reason: '经营类目与网站商品不符' }]
  const decideAndTell = async (wish: object): Promise<void> => {
    await decide('CAP-1', wish)
    await sandbox.control.noticesIdle()
  }
  await decideAndTell({ decision: 'send_back', reasons })
  expect((await desk('GET', '/applications/CAP-1')).body).toMatchObject({ state: 'to_be_rectified', reasons })
  await desk('POST', '/applications', application('CAP-1', 2, { category: '综合电商' }))
  await decideAndTell({ decision: 'grant' })
  await decideAndTell({ decision: 'suspend', reasons: [{ field: 'goods', reason: '请下架违规商品' }] })
  await decideAndTell({ decision: 'restore' })
  await decideAndTell({ decision: 'revoke' })
  const told = inbox.received.map(({ headers, rawBody }) => ({ headers, body: rawBody.toString() }))
  const said = told.map(({ body }) => JSON.parse(body) as { type: string; data: { revision: number } })
  expect(said.map(({ type, data }) => [type, data.revision])).toEqual([
    ['application.to_be_rectified', 2],
    ['application.granted', 4],
    ['application.suspended', 5],
    ['application.granted', 6],
    ['application.revoked', 7],
  ])
  const key = Buffer.from(sandbox.credentials.reviewDesk.noticeSecret.slice('whsec_'.length), 'base64')
  for (const { headers, body } of told) {
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    const signature = createHmac('sha256', key).update(signed).digest('base64')
    expect(headers['webhook-signature']).toBe(`v1,${signature}`)
  }
})

it('takes the same submission once, and another only when it asked for one', async () => {
  const first = await desk('POST', '/applications', application('CAP-2'))
  expect(await desk('POST', '/applications', application('CAP-2'))).toEqual(first)
  const other = await desk('POST', '/applications', application('CAP-2', 1, { category: '另一个' }))
  expect([other.status, other.body.code]).toEqual([409, 'SUBMISSION_DIFFERS'])
  for (const submission of [2, 3]) {
    const early = await desk('POST', '/applications', application('CAP-2', submission))
    expect([early.status, early.body.code]).toEqual([409, 'NOT_OPEN'])
  }
  const unborn = await desk('POST', '/applications', application('CAP-3', 2))
  expect([unborn.status, unborn.body.code]).toEqual([409, 'NOT_OPEN'])
})

it('says which documents are missing, what it does not review, and whom it does not know', async () => {
  const empty = await desk('POST', '/applications', application('CAP-4', 1, { category: ' ' }))
  expect(empty).toMatchObject({
    status: 422,
    body: { code: 'DOCUMENTS_INCOMPLETE', reasons: [{ field: 'category', reason: '未填写' }] },
  })
  const strange = { ...application('CAP-4'), kind: 'moon.landing' }
  expect((await desk('POST', '/applications', strange)).body.code).toBe('KIND_NOT_OFFERED')
  expect((await desk('GET', '/applications/CAP-4')).body.code).toBe('APPLICATION_NOT_FOUND')
  const stranger = await desk('POST', '/applications', application('CAP-4'), 'desk_guess')
  expect([stranger.status, stranger.body.code]).toEqual([401, 'TOKEN_NOT_VALID'])
})

it('loses an answer after it took the application, when a rule says so', async () => {
  sandbox.control.addFault({
    institution: 'review_desk',
    operation: 'hand_in',
    effect: 'drop_after',
    times: 1,
  })
  await expect(desk('POST', '/applications', application('CAP-5'))).rejects.toThrow()
  expect((await desk('GET', '/applications/CAP-5')).body.state).toBe('under_review')
})
