import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

/** Merchants hold the application key as PEM, or as the bare base64 that Alipay's tool writes, PKCS#8 or PKCS#1. */
export function readAppPrivateKey(text: string): KeyObject {
  if (text.includes('-----BEGIN')) return createPrivateKey(text)
  const der = Buffer.from(text, 'base64')
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  } catch {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs1' })
  }
}

/** The Alipay public key as PEM, or as the bare base64 that the open platform shows. */
export function readAlipayPublicKey(text: string): KeyObject {
  if (text.includes('-----BEGIN')) return createPublicKey(text)
  return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
}
