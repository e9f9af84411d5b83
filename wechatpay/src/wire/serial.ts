/**
 * A certificate serial as WeChat Pay publishes it: hexadecimal, upper case, no leading zeros, no colons. Some clients
 * write it in lower case or with the zero byte of the DER integer, so both sides are normalised before comparing.
 * A public key id (`PUB_KEY_ID_…`) is opaque and returned as it is.
 */
export function normaliseSerial(serial: string): string {
  const trimmed = serial.trim()
  if (isPublicKeyId(trimmed)) return trimmed
  return trimmed
    .replaceAll(':', '')
    .toUpperCase()
    .replace(/^0+(?=.)/, '')
}

/** Whether a `Wechatpay-Serial` names a WeChat Pay public key rather than a platform certificate. */
export function isPublicKeyId(serial: string): boolean {
  return serial.startsWith('PUB_KEY_ID_')
}
