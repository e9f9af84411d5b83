import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorld, until, type World } from '../flows/support/index.js'
import { type Call, createCaller } from './support/caller.js'
import { signInOperator, signInPerson } from './support/office.js'
import { startReceiver } from './support/receiver.js'

interface Entry {
  readonly id: string
  readonly actor: { readonly id: string; readonly name: string; readonly role: string }
  readonly action: string
  readonly subject: string
  readonly subjectName: string | null
  readonly from: unknown
  readonly to: unknown
  readonly why: string
  readonly undoes: string | null
  readonly undoneBy: { readonly id: string; readonly actor: { readonly name: string } } | null
  readonly canBeRolledBack: boolean
  readonly mayRollBack: boolean
}

let world: World
let admin: Call
let operator: Call
let viewer: Call
const CONSOLE = '/console/api'

beforeAll(async () => {
  world = await startWorld()
  admin = await signInOperator(world)
  operator = await signInPerson(world, admin, 'operator')
  viewer = await signInPerson(world, admin, 'viewer')
}, 60_000)
afterAll(() => world.end())

const log = async (query = '', call = admin) =>
  (await call<{ data: Entry[] }>('GET', `${CONSOLE}/audit${query}`)).body.data
const latest = async (action: string) => (await log(`?action=${action}&limit=1`))[0]!
const post = <Body>(path: string, body: unknown = {}, call = admin) =>
  call<Body>('POST', CONSOLE + path, { body })
const rollBack = (id: string, call = admin) =>
  call<Entry & { code: string }>('POST', `${CONSOLE}/audit/${id}/roll-back`, { body: { why: '改错了' } })

async function addUser(username: string, role: string): Promise<string> {
  const made = await post<{ userId: string }>('/users', { username, password: 'a long enough one', role })
  expect(made.status).toBe(201)
  return made.body.userId
}

describe('people', () => {
  it('are added, changed and disabled with who, from, to and why', async () => {
    const id = await addUser('chen', 'support')
    await post(`/users/${id}/role`, { role: 'finance', why: '调岗到财务' })
    await post(`/users/${id}/disable`, { why: '休假' })
    await post(`/users/${id}/enable`)
    const entries = await log(`?subject=user:${id}`)
    expect(entries.map(({ action, from, to, why }) => ({ action, from, to, why }))).toEqual([
      { action: 'user.enable', from: { disabled: true }, to: { disabled: false }, why: '' },
      { action: 'user.disable', from: { disabled: false }, to: { disabled: true }, why: '休假' },
      { action: 'user.change-role', from: { role: 'support' }, to: { role: 'finance' }, why: '调岗到财务' },
      {
        action: 'user.add',
        from: null,
        to: { realm: 'console', username: 'chen', merchantId: null, role: 'support', disabled: false },
        why: '',
      },
    ])
    for (const { actor, subjectName } of entries)
      expect({ actor, subjectName }).toMatchObject({
        actor: { name: 'operator', role: 'admin' },
        subjectName: 'chen',
      })
    expect(JSON.stringify(entries)).not.toContain('a long enough one')
    const listed = await admin<{ data: unknown[] }>('GET', `${CONSOLE}/users?q=CHE`)
    expect(listed.body.data).toMatchObject([{ id, username: 'chen', role: 'finance', disabledAt: null }])
  })

  it('are listed page by page, the console apart from sellers', async () => {
    const first = await admin<{ data: { id: string }[]; nextCursor: string }>(
      'GET',
      `${CONSOLE}/users?limit=2`,
    )
    const next = await admin<{ data: { id: string }[] }>(
      'GET',
      `${CONSOLE}/users?limit=2&cursor=${first.body.nextCursor}`,
    )
    const ids = [...first.body.data, ...next.body.data].map(({ id }) => id)
    expect(new Set(ids).size).toBe(4)
    expect((await admin('GET', `${CONSOLE}/users?realm=workbench`)).body.data).toEqual([])
  })

  it('leave no trace when nothing changed', async () => {
    const id = await addUser('same', 'support')
    await post(`/users/${id}/role`, { role: 'support', why: '没变' })
    await post(`/users/${id}/enable`)
    expect((await log(`?subject=user:${id}`)).map(({ action }) => action)).toEqual(['user.add'])
  })

  it('are one thing or the other: of the console with a role, or of a merchant without', async () => {
    const password = 'a long enough one'
    const code = async (body: object) =>
      (await post<{ code: string }>('/users', { password, ...body })).body.code
    expect(await code({ username: 'x' })).toBe('user_shape_unclear')
    expect(await code({ username: 'x', role: 'viewer', merchantId: 'm_1' })).toBe('user_shape_unclear')
    expect(await code({ username: 'x', role: 'emperor' })).toBe('invalid_request')
    expect(await code({ username: 'x', merchantId: 'm_nobody' })).toBe('no_such_merchant')
    expect(await code({ username: 'operator', role: 'viewer' })).toBe('username_taken')
    const role = await post<{ code: string }>('/users/us_nobody/role', { role: 'viewer', why: '?' })
    expect(role.body.code).toBe('user_not_found')
    const me = (await admin<{ user: { id: string } }>('GET', `${CONSOLE}/me`)).body.user.id
    const last = await post<{ code: string }>(`/users/${me}/disable`)
    expect([last.status, last.body.code]).toEqual([409, 'last_admin'])
  })

  it('get their old role back by a roll back, unless somebody changed it since', async () => {
    const id = await addUser('dong', 'viewer')
    await post(`/users/${id}/role`, { role: 'operator', why: '升职' })
    const { id: first } = await latest('user.change-role')
    await post(`/users/${id}/role`, { role: 'finance', why: '再升' })
    const refused = await rollBack(first)
    expect([refused.status, refused.body.code]).toEqual([409, 'audit_moved_on'])
    const { id: second } = await latest('user.change-role')
    expect((await rollBack(second)).body).toMatchObject({ undoneBy: { actor: { name: 'operator' } } })
    expect((await rollBack(first)).status).toBe(200)
    const { data } = (await admin<{ data: object[] }>('GET', `${CONSOLE}/users?q=dong`)).body
    expect(data).toMatchObject([{ role: 'viewer' }])
    expect((await rollBack(first)).body.code).toBe('audit_already_rolled_back')
  })

  it('who were added by mistake are disabled by the roll back', async () => {
    const id = await addUser('mistake', 'viewer')
    await rollBack((await latest('user.add')).id)
    const { data } = (await admin<{ data: object[] }>('GET', `${CONSOLE}/users?q=mistake`)).body
    expect(data).toMatchObject([{ id, disabledAt: expect.any(String) }])
    const taken = await latest('user.disable')
    expect(taken).toMatchObject({ subject: `user:${id}`, why: '改错了' })
    expect(taken.undoes).not.toBeNull()
    // And that, in turn, was a mistake.
    await rollBack(taken.id)
    expect((await latest('user.enable')).subject).toBe(`user:${id}`)
  })
})

describe('keys', () => {
  it('are made and revoked with a trace; one made by mistake is revoked, one revoked stays so', async () => {
    const made = await post<{ id: string; apiKey: string }>('/api-keys', {
      label: 'second shop',
      why: '新店',
    })
    const entry = await latest('api-key')
    expect(entry).toMatchObject({
      action: 'api-key.make',
      subject: `api-key:${made.body.id}`,
      subjectName: 'second shop',
      why: '新店',
      canBeRolledBack: true,
    })
    expect(JSON.stringify(await log())).not.toContain(made.body.apiKey)
    const shop = createCaller(world.platform().url, { authorization: `Bearer ${made.body.apiKey}` })
    expect((await shop('GET', '/v1/checkouts')).status).toBe(200)
    await rollBack(entry.id)
    expect((await shop('GET', '/v1/checkouts')).status).toBe(401)
    const revoked = await latest('api-key.revoke')
    expect(revoked).toMatchObject({ undoes: entry.id, canBeRolledBack: false })
    expect((await rollBack(revoked.id)).body.code).toBe('audit_has_no_way_back')
    // Revoking what is revoked is no change.
    await admin('DELETE', `${CONSOLE}/api-keys/${made.body.id}`)
    expect((await latest('api-key.revoke')).id).toBe(revoked.id)
  })
})

describe('webhooks', () => {
  it('are disabled and enabled by the operator, with a way back; what waited is sent', async () => {
    const receiver = await startReceiver()
    const key = (await post<{ apiKey: string }>('/api-keys', { label: 'webhooks' })).body.apiKey
    const shop = createCaller(world.platform().url, { authorization: `Bearer ${key}` })
    const endpoint = await shop<{ endpoint: { id: string } }>('POST', '/v1/webhook-endpoints', {
      body: { url: receiver.url },
    })
    const { id } = endpoint.body.endpoint
    const path = `/webhook-endpoints/${id}`
    expect((await post(`${path}/disable`, { why: '对方维护' }, operator)).body).toEqual({
      id,
      enabled: false,
    })
    await world.shop.placePaid('wechatpay_scan')
    const entry = await latest('webhook-endpoint.disable')
    expect(entry).toMatchObject({
      actor: { name: 'operator_of_the_test', role: 'operator' },
      subjectName: receiver.url,
      from: { enabled: true, because: null },
      to: { enabled: false, because: 'requested' },
      why: '对方维护',
    })
    const waiting = await until('a delivery waits', async () => {
      const { body } = await admin<{ data: { id: string; state: string }[] }>(
        'GET',
        `${CONSOLE}/webhook-deliveries?state=waiting`,
      )
      return body.data.length > 0
    })
    expect(waiting).toBe(true)
    expect(receiver.got).toHaveLength(0)
    expect((await rollBack(entry.id, operator)).status).toBe(200)
    await until('it is sent', async () => receiver.got.length === 1)
    const deliveries = await admin<{ data: { id: string }[] }>('GET', `${CONSOLE}/webhook-deliveries`)
    const delivery = deliveries.body.data[0]!.id
    await until('it is delivered', async () => {
      await post(`/webhook-deliveries/${delivery}/replay`, { why: '对方要求' }, operator)
      return receiver.got.length > 1
    })
    expect(await latest('webhook-delivery')).toMatchObject({
      action: 'webhook-delivery.replay',
      to: { state: 'waiting' },
      why: '对方要求',
    })
    // The marketplace's own program is no person: what it does is in no audit log.
    const before = await log()
    await shop('POST', `/v1/webhook-endpoints/${id}/enable`)
    expect(await log()).toEqual(before)
    await receiver.close()
  })
})

describe('refunds', () => {
  it('that a person sends again are in the log, with the state that they stood in', async () => {
    const checkout = await world.shop.placePaid('wechatpay_scan')
    const fault = { institution: 'wechatpay', operation: 'refund', effect: 'refund_abnormal' } as const
    world.sandbox.control.addFault({ ...fault, times: 1 })
    const { body: refund } = await world.shop.refund(checkout.id)
    await world.shop.untilRefund(refund, 'abnormal')
    await post(`/refunds/${refund.id}/retry`, { why: '已充值' }, operator)
    expect(await latest('refund.retry')).toMatchObject({
      subject: `refund:${refund.id}`,
      subjectName: refund.outRefundNo,
      from: { state: 'abnormal' },
      to: { state: 'asked_again', sentAs: refund.id },
      why: '已充值',
      canBeRolledBack: false,
    })
    const entries = (await log('?action=refund.retry')).length
    world.sandbox.control.finishRefund('wechatpay', refund.outRefundNo, 'SUCCESS')
    await world.shop.untilRefund(refund, 'succeeded')
    expect((await post<{ code: string }>(`/refunds/${refund.id}/retry`)).body.code).toBe('refund_is_final')
    expect((await log('?action=refund.retry')).length).toBe(entries)
  })
})

describe('the log', () => {
  it('is read by everybody, and says to each what it may roll back', async () => {
    await post('/api-keys', { label: 'third shop' })
    for (const [call, may] of [
      [admin, true],
      [operator, false],
      [viewer, false],
    ] as const)
      expect((await log('?action=api-key.make&limit=1', call))[0]).toMatchObject({
        canBeRolledBack: true,
        mayRollBack: may,
      })
    const { id } = await latest('api-key.make')
    expect((await admin<Entry>('GET', `${CONSOLE}/audit/${id}`)).body).toMatchObject({ id })
    expect((await admin('GET', `${CONSOLE}/audit/au_nothing`)).status).toBe(404)
    const refused = await rollBack(id, operator)
    expect([refused.status, refused.body.code]).toEqual([403, 'role_not_allowed'])
  })

  it('asks for the reason of a roll back', async () => {
    const { id } = await latest('api-key.make')
    for (const body of [{}, { why: '' }, { why: '  ' }])
      expect((await post<{ code: string }>(`/audit/${id}/roll-back`, body)).body.code).toBe('invalid_request')
  })
})
