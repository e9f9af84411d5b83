import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  buildAuthorization,
  createNonce,
  decryptOaep,
  encryptOaep,
  normaliseErrorCode,
  normaliseSerial,
  openAead,
  parseAuthorization,
  requestMessage,
  responseMessage,
  sealAead,
  signMessage,
  verifyMessage,
} from '../index.js'
import { vectorKeys, vectors } from '../testing/read-vectors.js'

const bytes = fc.uint8Array({ maxLength: 400 })
const key = vectors.api_v3_key
const nonce = fc.stringMatching(/^[0-9A-Za-z]{12}$/)

describe('signatures', () => {
  it('verify for the bytes that were signed and for no others', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, bytes, async (body, other) => {
        const message = responseMessage({ timestampSeconds: 1, nonce: 'n', body })
        const signature = await signMessage(message, vectorKeys.platformPrivate)
        expect(verifyMessage(message, signature, vectorKeys.platformPublic)).toBe(true)
        const altered = responseMessage({ timestampSeconds: 1, nonce: 'n', body: other })
        const same = Buffer.from(body).equals(Buffer.from(other))
        expect(verifyMessage(altered, signature, vectorKeys.platformPublic)).toBe(same)
      }),
      { numRuns: 30 },
    )
  })
  it('are never good when they are not Base64 or empty', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(verifyMessage('message', text, vectorKeys.platformPublic)).toBe(false)
      }),
    )
  })
  it('cover a body that is no valid UTF-8 as it was sent', () => {
    const body = Buffer.from([0xff, 0xfe, 0x0a])
    const message = requestMessage({ method: 'post', target: '/t', timestampSeconds: 1, nonce: 'n', body })
    expect(message.toString('latin1')).toBe('POST\n/t\n1\nn\n\u00ff\u00fe\n\n')
  })
})

describe('Authorization', () => {
  const value = fc.stringMatching(/^[0-9A-Za-z+/=_-]{1,40}$/)
  const members = fc.record({ mchid: value, nonce: value, serial: value, signature: value })
  it('is taken apart in any order, with or without spaces', () => {
    fc.assert(
      fc.property(
        members,
        fc.nat(),
        fc.nat({ max: 5 }),
        fc.boolean(),
        (said, timestampSeconds, turn, spaced) => {
          const header = buildAuthorization({ ...said, timestampSeconds })
          const [scheme, list] = header.split(' ') as [string, string]
          const parts = list.split(',')
          const turned = [...parts.slice(turn), ...parts.slice(0, turn)].join(spaced ? ', ' : ',')
          expect(parseAuthorization(`${scheme} ${turned}`)).toEqual({
            scheme,
            ...said,
            timestampSeconds: String(timestampSeconds),
          })
        },
      ),
    )
  })
  const whole = 'mchid="1",nonce_str="n",timestamp="1",serial_no="s",signature="x"'
  it.each([
    undefined,
    '',
    'WECHATPAY2-SHA256-RSA2048',
    `WECHATPAY2-SHA256-RSA2048 ${whole},mchid="2"`,
    `WECHATPAY2-SHA256-RSA2048 ${whole.replace('mchid="1",', '')}`,
    `WECHATPAY2-SHA256-RSA2048 ${whole.replace('"1",serial', '"now",serial')}`,
    `WECHATPAY2-SHA256-RSA2048 ${whole.replaceAll('"', '')}`,
  ])('refuses %s', (header) => {
    expect(parseAuthorization(header)).toBeNull()
  })
})

describe('sealing', () => {
  it('opens what it sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), nonce, fc.string(), (text, iv, data) => {
        expect(openAead(sealAead(text, key, iv, data), key, iv, data)).toBe(text)
      }),
    )
  })
  it('does not open what was altered in any byte', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        nonce,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (text, iv, at, mask) => {
          const sealed = Buffer.from(sealAead(text, key, iv), 'base64')
          sealed[at % sealed.length]! ^= mask
          expect(() => openAead(sealed.toString('base64'), key, iv)).toThrow()
        },
      ),
    )
  })
  it('refuses other keys, nonces and associated data', () => {
    const sealed = sealAead('text', key, 'ba9876543210', 'data')
    expect(() => openAead(sealed, key.replace('0', '1'), 'ba9876543210', 'data')).toThrow()
    expect(() => openAead(sealed, key, 'ba9876543211', 'data')).toThrow()
    expect(() => openAead(sealed, key, 'ba9876543210', 'other')).toThrow()
    expect(() => openAead(sealed, 'short', 'ba9876543210', 'data')).toThrow(RangeError)
    expect(() => sealAead('text', key, 'short')).toThrow(RangeError)
    expect(() => openAead('AAAA', key, 'ba9876543210')).toThrow(RangeError)
  })
})

describe('sensitive fields', () => {
  it('there and back, up to 214 bytes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 50, unit: 'grapheme' }), (text) => {
        fc.pre(Buffer.byteLength(text) <= 214)
        expect(decryptOaep(encryptOaep(text, vectorKeys.merchantPublic), vectorKeys.merchantPrivate)).toBe(
          text,
        )
      }),
      { numRuns: 20 },
    )
    expect(() => encryptOaep('x'.repeat(215), vectorKeys.merchantPublic)).toThrow()
    expect(() =>
      decryptOaep(encryptOaep('x', vectorKeys.platformPublic), vectorKeys.merchantPrivate),
    ).toThrow()
  })
})

describe('names', () => {
  it('serials have one spelling', () => {
    expect(normaliseSerial('00:4a:1b')).toBe('4A1B')
    expect(normaliseSerial('004a1b')).toBe('4A1B')
    expect(normaliseSerial('0')).toBe('0')
    expect(normaliseSerial('PUB_KEY_ID_00ab')).toBe('PUB_KEY_ID_00ab')
  })
  it('errors have one spelling', () => {
    expect(normaliseErrorCode('ORDERNOTEXIST')).toBe('ORDER_NOT_EXIST')
    expect(normaliseErrorCode('FREQENCY_LIMIT')).toBe('FREQUENCY_LIMITED')
    expect(normaliseErrorCode('NEW_NEXT_YEAR')).toBe('NEW_NEXT_YEAR')
    expect(normaliseErrorCode('toString')).toBe('toString')
  })
  it('nonces fit and do not repeat', () => {
    const nonces = new Set(Array.from({ length: 1000 }, createNonce))
    expect(nonces.size).toBe(1000)
    for (const one of nonces) expect(one).toMatch(/^[0-9A-F]{32}$/)
  })
})
