/**
 * What a log line must never carry. Two nets, because either alone has holes: fields are hidden by their name at any
 * depth, and finished lines are searched for what gives itself away (private keys, tokens, passwords in addresses).
 */
const SECRET_NAME =
  /^(authorization|cookie|set-?cookie|pass(word|wd|phrase)?|secret|.*secret|.*(api|private|master|v3|mch)[-_]?key|token|.*token|sign|signature|.*ciphertext|id[-_]?card.*|body|raw[-_]?body)$/i
const HIDDEN = '[hidden]'
const MAX_DEPTH = 8

/** A copy of the fields without the values whose names say that they are secret. */
export function hideSecrets(fields: Record<string, unknown>): Record<string, unknown> {
  return hideIn(fields, 0) as Record<string, unknown>
}

function hideIn(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Error || value instanceof Date) return value
  if (Buffer.isBuffer(value)) return `[${value.length} bytes]`
  if (depth >= MAX_DEPTH) return '[too deep]'
  if (Array.isArray(value)) return value.map((item) => hideIn(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      SECRET_NAME.test(name) && inner !== undefined && inner !== null ? HIDDEN : hideIn(inner, depth + 1),
    ]),
  )
}

const GIVE_AWAYS: readonly (readonly [RegExp, string])[] = [
  // What a child log carries on every line does not pass through hideSecrets.
  [
    /"(\w*(?:token|secret|password|authorization|cookie|private_?key|api_?key))":"(?:[^"\\]|\\.)*"/gi,
    `"$1":"${HIDDEN}"`,
  ],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)/gs, HIDDEN],
  // A key in PKCS#8 DER without its PEM frame, as Alipay hands it out.
  [/MII[CEJ][A-Za-z0-9+/=]{300,}/g, HIDDEN],
  [/\b(Bearer|Basic) [A-Za-z0-9._~+/=-]{8,}/g, `$1 ${HIDDEN}`],
  [/(\w+:\/\/[^\s:/@"]+):[^\s@/"]+@/g, `$1:${HIDDEN}@`],
  [/\b(hk|whsec|sk)_[A-Za-z0-9_+/=-]{12,}/g, `$1_${HIDDEN}`],
]

/** A finished line without anything that looks like a key, a token or a password. */
export function scrubLine(line: string): string {
  return GIVE_AWAYS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line)
}
