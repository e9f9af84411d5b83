import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decryptMessage, encryptMessage, jssdkText, sha1, sortedSha1 } from './push-crypto.js'

const vectors = new URL('../../../wechatpay/test-vectors/vectors.json', import.meta.url)
const { mp_message_push: push, mp_jssdk: jssdk } = (
  JSON.parse(readFileSync(vectors, 'utf8')) as { cases: Record<string, Record<string, string>> }
).cases as { mp_message_push: Record<string, string>; mp_jssdk: Record<string, string> }

describe('the vectors', () => {
  it('hold for the message push', () => {
    const { token, timestamp, nonce, encrypt, appid, encoding_aes_key: aesKey } = push
    const made = encryptMessage(push.message!, appid!, aesKey!, Buffer.from(push.random16!))
    expect(made).toBe(encrypt)
    expect(sortedSha1(token!, timestamp!, nonce!)).toBe(push.signature)
    expect(sortedSha1(token!, timestamp!, nonce!, encrypt!)).toBe(push.msg_signature)
    expect(decryptMessage(encrypt!, appid!, aesKey!)).toBe(push.message)
    expect(decryptMessage(encrypt!, 'wx0000000000000003', aesKey!)).toBeNull()
  })

  it('hold for the JS-SDK', () => {
    const text = jssdkText('TICKET', 'abc', '1700000005', 'https://example.com/page?x=1#top')
    expect(text).toBe(jssdk.string)
    expect(sha1(text)).toBe(jssdk.sha1)
  })
})

describe('sealed messages', () => {
  it('open to what was sealed, whatever it was', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        (message, random) => {
          const sealed = encryptMessage(message, 'wx1', push.encoding_aes_key!, Buffer.from(random))
          expect(decryptMessage(sealed, 'wx1', push.encoding_aes_key!)).toBe(message)
        },
      ),
    )
  })

  it('never break the reader', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.base64String(),
          fc.string(),
          fc
            .uint8Array({ minLength: 32, maxLength: 64 })
            .map((bytes) => Buffer.from(bytes).toString('base64')),
        ),
        (text) => {
          expect(decryptMessage(text, 'wx1', push.encoding_aes_key!)).toBeNull()
        },
      ),
    )
  })
})
