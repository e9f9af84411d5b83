import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AccountUnderTest, type Pushed, startAccountUnderTest } from './account-under-test.js'
import { decryptMessage, encryptMessage, sortedSha1 } from './push-crypto.js'
import { readXml, writeXml } from './xml.js'

let under: AccountUnderTest
beforeAll(async () => {
  under = await startAccountUnderTest()
})
afterAll(() => under.stop())

const setPush = (more: object) => under.control('/official-account/push', { url: under.ownerUrl, ...more })
/** What the next deeds push. */
async function pushedBy(count: number, act: () => Promise<unknown>): Promise<Pushed[]> {
  const seen = under.pushed.length
  await act()
  return (await under.pushes(seen + count)).slice(seen)
}
const opened = ({ body }: Pushed): Map<string, string> => {
  const sealed = readXml(body)!.get('Encrypt')!
  return readXml(decryptMessage(sealed, under.keys.appid, under.keys.encodingAesKey)!)!
}
const signaturesOf = ({ query, body }: Pushed): [boolean, boolean] => {
  const at = (name: string): string => query.get(name) ?? ''
  const encrypt = readXml(body)?.get('Encrypt') ?? ''
  const token = under.keys.pushToken
  return [
    at('signature') === sortedSha1(token, at('timestamp'), at('nonce')),
    at('msg_signature') === sortedSha1(token, at('timestamp'), at('nonce'), encrypt),
  ]
}

describe('the address', () => {
  it('must echo before it counts', async () => {
    const refused = await under.control('/official-account/push', { url: `${under.sandbox.homeUrl}/nothing` })
    expect([refused.status, refused.json.code]).toEqual([409, 'no_echo'])
    expect((await setPush({ mode: 'safe' })).status).toBe(200)
  })
})

describe('what people do', () => {
  it('is told signed and sealed', async () => {
    const [follow] = await pushedBy(1, () => under.phone('/follow', {}))
    expect(signaturesOf(follow!)).toEqual([true, true])
    expect([...readXml(follow!.body)!.keys()]).toEqual(['ToUserName', 'Encrypt'])
    expect(follow!.query.get('openid')).toBe(under.openid)
    expect(Object.fromEntries(opened(follow!))).toMatchObject({
      ToUserName: under.keys.originalId,
      FromUserName: under.openid,
      MsgType: 'event',
      Event: 'subscribe',
    })
    const [said] = await pushedBy(1, () => under.phone('/say', { app: 'account', text: '几点开门]]>？' }))
    expect(opened(said!).get('MsgType')).toBe('text')
    expect(opened(said!).get('MsgId')).toMatch(/^\d{19}$/)
  })

  it('scans, presses and leaves', async () => {
    const code = await under.asAccount('/cgi-bin/qrcode/create', {
      action_name: 'QR_LIMIT_SCENE',
      action_info: { scene: { scene_id: 7 } },
    })
    await under.asAccount('/cgi-bin/menu/create', {
      button: [
        { type: 'click', name: 'a', key: 'KEY_A' },
        { type: 'view', name: 'b', url: 'https://b.example/' },
      ],
    })
    const events = await pushedBy(4, async () => {
      await under.phone('/scan', { text: code.url })
      await under.phone('/press', { first: 0 })
      await under.phone('/press', { first: 1 })
      await under.phone('/unfollow', {})
    })
    const told = events.map((one) => [opened(one).get('Event'), opened(one).get('EventKey')].join(' ').trim())
    expect(told.sort()).toEqual(['CLICK KEY_A', 'SCAN 7', 'VIEW https://b.example/', 'unsubscribe'])
    const [again] = await pushedBy(1, () => under.phone('/scan', { text: code.url }))
    expect(Object.fromEntries(opened(again!))).toMatchObject({
      Event: 'subscribe',
      EventKey: 'qrscene_7',
      Ticket: code.ticket,
    })
  })
})

describe('a passive reply', () => {
  const say = (text: string) => under.phone('/say', { app: 'account', text })
  const replyWith = (content: string, spoil = false): string => {
    const { appid, encodingAesKey, pushToken } = under.keys
    const Encrypt = encryptMessage(
      writeXml({ ToUserName: 'o', FromUserName: 'gh', CreateTime: 1, MsgType: 'text', Content: content }),
      appid,
      encodingAesKey,
      Buffer.alloc(16, 7),
    )
    const MsgSignature = spoil ? 'x' : sortedSha1(pushToken, '1700000000', 'n1', Encrypt)
    return writeXml({ Encrypt, MsgSignature, TimeStamp: 1700000000, Nonce: 'n1' })
  }

  it('shows in the chat when it is sealed and signed as it should be', async () => {
    under.answerPushes(replyWith('九点开门'))
    await pushedBy(1, () => say('几点'))
    await under.sandbox.control.noticesIdle()
    expect((await under.chat()).at(-1)).toMatchObject({ from: 'them', text: '九点开门' })
    under.answerPushes(replyWith('伪造', true))
    await pushedBy(1, () => say('真的？'))
    await under.sandbox.control.noticesIdle()
    expect((await under.chat()).at(-1)).toMatchObject({ from: 'user', text: '真的？' })
    under.answerPushes('success')
  })
})

describe('delivery', () => {
  it('is tried three times altogether', async () => {
    under.answerPushes('oops', 500)
    const pushes = await pushedBy(3, () => under.phone('/say', { app: 'account', text: 'retry' }))
    await under.sandbox.control.noticesIdle()
    under.answerPushes('success')
    const [notice] = under.sandbox.control.notices({ institution: 'official_account' }).slice(-1)
    expect([notice!.state, notice!.tries.length]).toEqual(['given_up', 3])
    expect(new Set(pushes.map((one) => opened(one).get('MsgId'))).size).toBe(1)
  })

  it.each([
    ['forge', [false, false]],
    ['corrupt', [true, false]],
    ['stale', [true, true]],
    ['unknown_serial', [true, true]],
    ['other_merchant', [true, true]],
  ] as const)('can be spoiled: %s', async (effect, expected) => {
    under.sandbox.control.addFault({
      institution: 'official_account',
      operation: 'notice.message',
      effect,
      times: 1,
    })
    const [push] = await pushedBy(1, () => under.phone('/say', { app: 'account', text: 'x' }))
    expect(signaturesOf(push!)).toEqual(expected)
    const sealed = readXml(push!.body)!.get('Encrypt')!
    const plain = decryptMessage(sealed, under.keys.appid, under.keys.encodingAesKey)
    if (effect === 'unknown_serial') expect(plain).toBeNull()
    if (effect === 'other_merchant')
      expect(readXml(plain!)!.get('ToUserName')).not.toBe(under.keys.originalId)
    const ageMs = under.sandbox.clock.nowMs() - Number(push!.query.get('timestamp')) * 1000
    expect(ageMs > 3_000_000).toBe(effect === 'stale')
  })

  it('is clear, or both, where the owner chose so', async () => {
    await setPush({ mode: 'plain' })
    const [plain] = await pushedBy(1, () => under.phone('/say', { app: 'account', text: '明文' }))
    expect([plain!.query.has('msg_signature'), readXml(plain!.body)!.get('Content')]).toEqual([false, '明文'])
    await setPush({ mode: 'compatible' })
    const [both] = await pushedBy(1, () => under.phone('/say', { app: 'account', text: '兼容' }))
    expect([readXml(both!.body)!.get('Content'), opened(both!).get('Content')]).toEqual(['兼容', '兼容'])
  })
})
