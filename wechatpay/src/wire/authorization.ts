/** The only scheme of ordinary merchants; the national-crypto scheme (SM2) is for enrolled ones and not spoken here. */
export const AUTHORIZATION_SCHEME = 'WECHATPAY2-SHA256-RSA2048'

/** The members of an `Authorization` header. */
export interface AuthorizationMembers {
  /** The calling merchant; in partner mode the service provider, never the sub-merchant. */
  readonly mchid: string
  /** Serial of the merchant API certificate whose key signed. */
  readonly serial: string
  readonly nonce: string
  /** Unix time in seconds, as signed. */
  readonly timestampSeconds: number | string
  /** Base64. */
  readonly signature: string
}

/** A header taken apart. `timestampSeconds` stays text: it has to enter the signed message exactly as it was sent. */
export interface ParsedAuthorization extends AuthorizationMembers {
  /** As written by the client; compare with {@link AUTHORIZATION_SCHEME}. */
  readonly scheme: string
  readonly timestampSeconds: string
}

/** The value of the `Authorization` header of a signed request (m4012365342). */
export function buildAuthorization(members: AuthorizationMembers): string {
  const { mchid, nonce, timestampSeconds, serial, signature } = members
  return (
    `${AUTHORIZATION_SCHEME} mchid="${mchid}",nonce_str="${nonce}",timestamp="${timestampSeconds}",` +
    `serial_no="${serial}",signature="${signature}"`
  )
}

/**
 * Takes an `Authorization` header apart, or returns null when it is malformed. The members may stand in any order,
 * with spaces after the commas: every public SDK has its own habit. A repeated, unknown or missing member is malformed.
 */
export function parseAuthorization(header: string | undefined): ParsedAuthorization | null {
  const parts = /^([^\s]+)\s+(.+)$/s.exec(header?.trim() ?? '')
  if (!parts) return null
  const members = new Map<string, string>()
  for (const member of parts[2]!.split(',')) {
    const pair = /^\s*(mchid|nonce_str|timestamp|serial_no|signature)="([^"]+)"\s*$/.exec(member)
    if (!pair || members.has(pair[1]!)) return null
    members.set(pair[1]!, pair[2]!)
  }
  // Milliseconds are a wrong time, not a malformed header: that is what such a caller has to be told.
  if (members.size !== 5 || !/^\d{1,16}$/.test(members.get('timestamp')!)) return null
  return {
    scheme: parts[1]!,
    mchid: members.get('mchid')!,
    nonce: members.get('nonce_str')!,
    timestampSeconds: members.get('timestamp')!,
    serial: members.get('serial_no')!,
    signature: members.get('signature')!,
  }
}
