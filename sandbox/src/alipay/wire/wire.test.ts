import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderAnswer, renderNode } from './answer.js'
import { decodeBytes, encodeText } from './charset.js'
import { decryptContent, encryptContent } from './content-encryption.js'
import { percentDecode, readParameters } from './parameters.js'
import { noticeToSign, signatureHolds, signBytes } from './signature.js'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const form = 'application/x-www-form-urlencoded'

describe('parameters', () => {
  it('merges query and body, sorts by name, keeps sign_type and drops sign and what is empty', () => {
    const read = readParameters(
      'method=m&b=2+2&sign=s%2B',
      Buffer.from('sign_type=RSA2&a=%E8%8C%B6&empty=&charset=utf-8'),
      form,
    )
    expect(read.toSign.toString()).toBe('a=茶&b=2 2&charset=utf-8&method=m&sign_type=RSA2')
    expect(read.get('sign')).toBe('s+')
    expect(read.get('empty')).toBeUndefined()
  })

  it('takes the first of two values, as the query and the body both carry charset', () => {
    expect(readParameters('charset=utf-8', Buffer.from('charset=gbk'), form).charset).toBe('utf-8')
  })

  it('signs GBK bytes and reads GBK text', () => {
    const read = readParameters('', Buffer.from('charset=GBK&subject=%B2%E8%D2%B6'), form)
    expect(read.get('subject')).toBe('茶叶')
    expect(read.toSign).toEqual(
      Buffer.concat([Buffer.from('charset=GBK&subject='), encodeText('茶叶', 'gbk')]),
    )
  })

  it('reads the text fields of a multipart body and no files', () => {
    const part = (head: string, value: string) =>
      `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`
    const body = `${part('name="a"', '茶')}${part('name="f"; filename="f.png"', 'bytes')}--x--\r\n`
    const read = readParameters('charset=utf-8', Buffer.from(body), 'multipart/form-data; boundary=x')
    expect(read.toSign.toString()).toBe('a=茶&charset=utf-8')
  })

  it('decodes what any client encodes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(percentDecode(Buffer.from(encodeURIComponent(text))).toString()).toBe(text)
        const plus = new URLSearchParams({ v: text }).toString().slice(2)
        expect(percentDecode(Buffer.from(plus)).toString()).toBe(text)
      }),
    )
  })
})

describe('answers', () => {
  it('leaves empty members out and escapes slashes, and the signature covers the bytes between', async () => {
    const fields = {
      code: '10000',
      url: 'https://a/b',
      none: '',
      nothing: undefined,
      list: [],
      inner: { empty: '' },
      zh: '茶',
    }
    expect(renderNode(fields)).toBe('{"code":"10000","url":"https:\\/\\/a\\/b","zh":"茶"}')
    const body = await renderAnswer({ name: 'n_response', text: renderNode(fields) }, privateKey, {
      signType: 'RSA2',
      charset: 'utf-8',
      certificateSn: null,
    })
    const [, node, sign] = /^\{"n_response":(.*),"sign":"(.*)"\}$/.exec(body.toString())!
    expect(signatureHolds(Buffer.from(node!), sign!, publicKey, 'RSA2')).toBe(true)
    expect(signatureHolds(Buffer.from(`${node!} `), sign!, publicKey, 'RSA2')).toBe(false)
    expect(signatureHolds(Buffer.from(node!), sign!, publicKey, 'RSA')).toBe(false)
  })

  it('round-trips any text through GBK that GBK can write', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code)),
        }),
        (text) => {
          expect(decodeBytes(encodeText(text, 'gbk'), 'gbk')).toBe(text)
        },
      ),
    )
  })
})

describe('content encryption', () => {
  const key = Buffer.alloc(16, 7).toString('base64')

  it('takes no text for its own that another key has closed, even where padding seems to follow', () => {
    const ciphertext = encryptContent('{"out_trade_no":"o1","total_amount":"1.00","subject":"茶"}', key)
    const others = Array.from({ length: 2_000 }, (_, at) => {
      const other = Buffer.alloc(16)
      other.writeUInt32BE(at)
      return other.toString('base64')
    })
    expect(others.filter((other) => decryptContent(ciphertext, other) !== null)).toEqual([])
  })

  it('closes and opens in the charset of the call', () => {
    const closed = encryptContent('{"subject":"茶"}', key, 'gbk')
    expect(decryptContent(closed, key, 'gbk')).toBe('{"subject":"茶"}')
    expect(decryptContent(closed, key, 'utf-8')).toBeNull()
  })
})

it('signs notices without sign, sign_type and what is empty', async () => {
  const text = noticeToSign({ b: '2', sign: 's', sign_type: 'RSA2', a: '1', empty: '' })
  expect(text.toString()).toBe('a=1&b=2')
  expect(signatureHolds(text, await signBytes(text, privateKey, 'RSA'), publicKey, 'RSA')).toBe(true)
})
