import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readV2Xml, signV2, v2StringToSign, verifyV2, writeV2Xml } from '../index.js'
import { vectors } from '../testing/read-vectors.js'

const { v2 } = vectors.cases

describe('V2 signatures', () => {
  it('are those of the published vector', () => {
    expect(v2StringToSign(v2.params, v2.key)).toBe(v2.string_to_sign)
    expect(signV2(v2.params, v2.key)).toBe(v2.md5)
    expect(signV2(v2.params, v2.key, 'HMAC-SHA256')).toBe(v2.hmac_sha256)
    expect(verifyV2({ ...v2.params, sign: v2.md5 }, v2.key)).toBe(true)
    expect(verifyV2({ ...v2.params, sign: v2.md5 }, v2.key, 'HMAC-SHA256')).toBe(false)
    expect(verifyV2({ ...v2.params, sign: v2.md5.toLowerCase() }, v2.key)).toBe(false)
    expect(verifyV2(v2.params, v2.key)).toBe(false)
  })

  it('leave empty parameters and the signature itself out', () => {
    expect(signV2({ ...v2.params, attach: '', sign: 'x' }, v2.key)).toBe(v2.md5)
    expect(signV2({ ...v2.params, attach: ' ' }, v2.key)).not.toBe(v2.md5)
  })

  it('sort by ASCII: capitals and the underscore before small letters', () => {
    expect(v2StringToSign({ b: '1', a_b: '2', aB: '3', A: '4', aa: '5' }, 'k')).toBe(
      'A=4&aB=3&a_b=2&aa=5&b=1&key=k',
    )
  })
})

describe('V2 XML', () => {
  it('comes back as it was written', () => {
    const text = fc.string({ unit: 'grapheme' })
    const name = fc.stringMatching(/^[a-z_]\w{0,20}$/)
    fc.assert(
      fc.property(fc.dictionary(name, text), (parameters) => {
        expect(readV2Xml(writeV2Xml(parameters))).toEqual({ ...parameters })
      }),
    )
  })

  it('is read as other libraries write it', () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>
<xml>
  <body>a &lt;b&gt; &amp; &#x8336;</body>
  <total_fee> 100 </total_fee>
  <attach><![CDATA[ <x> & ]]></attach>
  <empty></empty>
</xml>
`
    expect(readV2Xml(text)).toEqual({ body: 'a <b> & 茶', total_fee: '100', attach: ' <x> & ', empty: '' })
  })

  it.each([
    ['nothing', ''],
    ['JSON', '{}'],
    ['a document type', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><a>&e;</a></xml>'],
    ['something nested', '<xml><a><b>1</b></a></xml>'],
    ['the same name twice', '<xml><a>1</a><a>2</a></xml>'],
    ['text between members', '<xml><a>1</a>x</xml>'],
    ['an end that is missing', '<xml><a>1</a>'],
  ])('%s is none', (_name, text) => {
    expect(readV2Xml(text)).toBeNull()
  })

  it('is read in a time that grows with its length only', () => {
    const long = `<xml>${'<a><![CDATA['.repeat(50_000)}`
    expect(readV2Xml(long)).toBeNull()
    expect(readV2Xml(`<xml>${' '.repeat(200_000)}`)).toBeNull()
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        readV2Xml(`<xml>${text}</xml>`)
      }),
    )
  })
})
