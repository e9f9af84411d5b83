import { createHash, X509Certificate } from 'node:crypto'

/** The serial of certificate mode: MD5 of the issuer (most specific part first) and the serial number in decimal. */
export function certificateSn(pem: string): string {
  const { issuer, serialNumber } = new X509Certificate(pem)
  const name = issuer.split('\n').reverse().join(',')
  return createHash('md5')
    .update(`${name}${BigInt(`0x${serialNumber}`)}`)
    .digest('hex')
}

/** Of every root of the RSA family in the bundle, joined with `_` in the order of the file. */
export function rootCertificateSn(bundle: string): string {
  return bundle
    .split(/(?<=-----END CERTIFICATE-----)\s*/)
    .filter((pem) => pem.includes('BEGIN') && new X509Certificate(pem).publicKey.asymmetricKeyType === 'rsa')
    .map(certificateSn)
    .join('_')
}
