import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { credentialsOf, drawMchid, loadKeyRing } from './credentials.js'

// Keys are looked for, which takes a busy machine its time.
vi.setConfig({ testTimeout: 60_000 })

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the keys', () => {
  it('are made once, kept for the owner only, and are what the institutions publish', async () => {
    const ring = await loadKeyRing(folder)
    expect(await loadKeyRing(folder)).toEqual(ring)
    const kept = join(folder, 'credentials')
    for (const name of readdirSync(kept)) expect(statSync(join(kept, name)).mode & 0o077).toBe(0)
    const pem = readFileSync(join(kept, 'wechatpay-merchant-private-key.pem'), 'utf8')
    expect(pem).toBe(ring.wechatpay.merchantPrivateKey)

    const { wechatpay, alipay } = ring
    for (const [pem, serial, key] of [
      [wechatpay.merchantCertificate, wechatpay.merchantSerial, wechatpay.merchantPrivateKey],
      [wechatpay.platformCertificate, wechatpay.platformSerial, wechatpay.platformPrivateKey],
    ] as const) {
      const certificate = new X509Certificate(pem)
      expect(serial).toMatch(/^[1-7][0-9A-F]{39}$/)
      expect(certificate.serialNumber).toBe(serial)
      expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true)
      expect(certificate.verify(certificate.publicKey)).toBe(true)
      expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048)
      expect(Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)).toBe(5 * 365 * 86_400_000)
      expect(Math.max(...pem.split('\n').map((line) => line.length))).toBeLessThanOrEqual(64)
    }
    expect(wechatpay.mchid).toMatch(/^\d{10}$/)
    expect(wechatpay.appid).toMatch(/^wx[0-9a-f]{16}$/)
    expect(wechatpay.apiV3Key).toHaveLength(32)
    expect(wechatpay.publicKeyId).toMatch(/^PUB_KEY_ID_\d+$/)
    expect(alipay.appId).toMatch(/^\d{16}$/)
    expect(alipay.sellerId).toMatch(/^2088\d{12}$/)
    const pkcs1 = createPrivateKey(alipay.appPrivateKeyPkcs1)
    expect(createPublicKey(pkcs1).export({ type: 'spki', format: 'pem' })).toBe(alipay.appPublicKey)
  })

  it('give a folder without Alipay certificates what it lacks, and keep its keys', async () => {
    const ring = await loadKeyRing(folder)
    const file = join(folder, 'credentials', 'credentials.json')
    const { rootPrivateKey: _r, alipayRootCertificate: _c, ...old } = ring.alipay
    writeFileSync(file, JSON.stringify({ ...ring, alipay: old }))
    const later = await loadKeyRing(folder)
    expect(later.alipay.appPrivateKey).toBe(ring.alipay.appPrivateKey)
    const [elliptic, root] = later.alipay.alipayRootCertificate
      .split(/(?<=-----END CERTIFICATE-----\n)/)
      .map((pem) => new X509Certificate(pem))
    expect(elliptic!.publicKey.asymmetricKeyType).toBe('ec')
    for (const pem of [later.alipay.appCertificate, later.alipay.alipayCertificate]) {
      const certificate = new X509Certificate(pem)
      expect(certificate.verify(root!.publicKey)).toBe(true)
      expect(certificate.issuer.split('\n').map((part) => part.split('=')[0])).toEqual(['C', 'O', 'OU', 'CN'])
    }
    expect(await loadKeyRing(folder)).toEqual(later)
  })

  it('hand out nothing that only the institution holds', async () => {
    const ring = await loadKeyRing(null)
    const handed = JSON.stringify(credentialsOf(ring, { wechatpay: 'http://w', alipay: 'http://a' }))
    for (const secret of [
      ring.wechatpay.platformPrivateKey,
      ring.wechatpay.publicKeyPrivateKey,
      ring.alipay.alipayPrivateKey,
      ring.alipay.rootPrivateKey,
    ]) {
      expect(handed).not.toContain(JSON.stringify(secret))
    }
    expect(handed).toContain('"gateway":"http://a/gateway.do"')
  })
})

it('a drawn merchant number is free, and none of those that belong to nobody', () => {
  const drawn: string[] = []
  expect(drawMchid((mchid) => drawn.push(mchid) < 200)).toBe(drawn[199])
  for (const mchid of drawn) expect(mchid).toMatch(/^1900[1-9]\d{5}$/)
})
