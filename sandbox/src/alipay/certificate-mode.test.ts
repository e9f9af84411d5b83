import { createPublicKey } from 'node:crypto'
import { AlipaySdk } from 'alipay-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AlipayUnderTest, startAlipayUnderTest } from './alipay-under-test.js'
import { certificateSn, rootCertificateSn } from './certificate-sn.js'
import { decryptContent, encryptContent } from './wire/content-encryption.js'
import { signatureHolds } from './wire/signature.js'

let under: AlipayUnderTest
let sdk: AlipaySdk
beforeAll(async () => {
  under = await startAlipayUnderTest()
  const { appId, appPrivateKeyPkcs1, appCertificate, alipayCertificate, alipayRootCertificate, encryptKey } =
    under.core.keys.alipay
  sdk = new AlipaySdk({
    appId,
    privateKey: appPrivateKeyPkcs1,
    appCertContent: appCertificate,
    alipayPublicCertContent: alipayCertificate,
    alipayRootCertContent: alipayRootCertificate,
    encryptKey,
    gateway: `${under.url}/gateway.do`,
  })
})
afterAll(() => under.stop())

const order = { outTradeNo: 'cert_1', totalAmount: '1.00', subject: '茶/礼盒' }
const PRECREATE = {
  method: 'alipay.trade.precreate',
  biz_content: '{"out_trade_no":"cert_2","total_amount":"1.00","subject":"茶"}',
}

describe('certificate mode', () => {
  it('agrees with the SDK on serials, and is verified by it', async () => {
    const { appCertificate, alipayCertificate, alipayRootCertificate } = under.core.keys.alipay
    expect(sdk.config.appCertSn).toBe(certificateSn(appCertificate))
    expect(sdk.config.alipayCertSn).toBe(certificateSn(alipayCertificate))
    expect(sdk.config.alipayRootCertSn).toBe(rootCertificateSn(alipayRootCertificate))
    expect(sdk.config.alipayRootCertSn).toMatch(/^[0-9a-f]{32}$/)

    const placed = await sdk.exec(
      'alipay.trade.precreate',
      { notify_url: under.notifyUrl, bizContent: order },
      { validateSign: true },
    )
    expect(placed).toMatchObject({ code: '10000' })
    under.pay('cert_1')
    const [notice] = await under.notices(1)
    expect(sdk.checkNotifySignV2(notice)).toBe(true)
  })

  it('names its certificate only to who speaks certificates', async () => {
    expect((await under.post(PRECREATE)).text).not.toContain('alipay_cert_sn')
    const { appCertSn: app_cert_sn, alipayRootCertSn: alipay_root_cert_sn } = sdk.config
    const { text } = await under.post({ ...PRECREATE, app_cert_sn, alipay_root_cert_sn })
    expect(text).toMatch(new RegExp(`\\},"alipay_cert_sn":"${sdk.config.alipayCertSn}","sign":"`))
  })

  it('refuses serials that are not its own', async () => {
    const { appCertSn: app_cert_sn } = sdk.config
    expect((await under.post({ ...PRECREATE, app_cert_sn: 'ab' })).text).toContain('isv.app-cert-not-exist')
    for (const alipay_root_cert_sn of ['', 'ab']) {
      const { text } = await under.post({ ...PRECREATE, app_cert_sn, alipay_root_cert_sn })
      expect(text).toContain('isv.invalid-parameter')
    }
  })

  it('hands out the certificate that it signs with', async () => {
    const download = (alipayCertSn: string) =>
      sdk.exec(
        'alipay.open.app.alipaycert.download',
        { bizContent: { alipayCertSn } },
        { validateSign: true },
      )
    const { alipayCertContent } = await download(sdk.config.alipayCertSn)
    expect(Buffer.from(alipayCertContent, 'base64').toString()).toBe(under.core.keys.alipay.alipayCertificate)
    expect(await download('0'.repeat(32))).toMatchObject({ code: '40002' })
  })
})

describe('content encryption', () => {
  it('is spoken by the SDK in both directions', async () => {
    const answer = await sdk.exec('alipay.trade.precreate', {
      bizContent: { ...order, outTradeNo: 'aes_1' },
      needEncrypt: true,
    })
    expect(answer).toMatchObject({ code: '10000', outTradeNo: 'aes_1' })
    const unknown = await sdk.exec('alipay.trade.query', {
      bizContent: { outTradeNo: 'nobody' },
      needEncrypt: true,
    })
    expect(unknown).toMatchObject({ subCode: 'ACQ.TRADE_NOT_EXIST' })
  })

  it('signs the ciphertext with its quotes', async () => {
    const { encryptKey, alipayPublicKey } = under.core.keys.alipay
    const biz_content = encryptContent(PRECREATE.biz_content.replace('cert_2', 'aes_2'), encryptKey)
    const { text } = await under.post({ ...PRECREATE, biz_content, encrypt_type: 'AES' })
    const [, node, sign] = /^\{"alipay_trade_precreate_response":("[^"]+"),"sign":"([^"]+)"\}$/.exec(text)!
    expect(signatureHolds(Buffer.from(node!), sign!, createPublicKey(alipayPublicKey), 'RSA2')).toBe(true)
    expect(JSON.parse(decryptContent(node!.slice(1, -1), encryptKey)!)).toMatchObject({
      out_trade_no: 'aes_2',
    })
  })

  it('says so when the text is encrypted with another key', async () => {
    const biz_content = encryptContent(PRECREATE.biz_content, Buffer.alloc(16, 7).toString('base64'))
    const { text } = await under.post({ ...PRECREATE, biz_content, encrypt_type: 'AES' })
    expect(text).toContain('isv.decryption-error-unknown')
  })
})
