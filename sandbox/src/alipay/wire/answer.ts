import type { KeyObject } from 'node:crypto'
import { type Charset, encodeText } from './charset.js'
import { type SignType, signBytes } from './signature.js'

/** Whole numbers and booleans only where documented. Amounts are strings: one SDK re-encodes the node through PHP, where a float would change its text. */
type NodeValue = string | number | boolean | NodeFields | ReadonlyArray<string | NodeFields>
export interface NodeFields {
  readonly [name: string]: NodeValue | undefined
}

/**
 * The response node as it goes over the wire. Each rule is enforced by some SDK that cuts or re-encodes the text:
 * compact, `/` as `\/`, other characters raw, no empty members.
 */
export function renderNode(fields: NodeFields): string {
  return JSON.stringify(withoutEmpty(fields)).replaceAll('/', '\\/')
}

/** The whole body: node first, `sign` last, the certificate's serial between. `text` is the node as it goes over the wire. `key` null: the gateway cannot tell whose request it was and does not sign. */
export async function renderAnswer(
  node: { name: string; text: string },
  key: KeyObject | null,
  {
    signType,
    charset,
    certificateSn,
  }: { signType: SignType; charset: Charset; certificateSn: string | null },
): Promise<Buffer> {
  const text = encodeText(node.text, charset)
  const head = Buffer.from(`{"${node.name}":`)
  if (!key) return Buffer.concat([head, text, Buffer.from('}')])
  const signature = await signBytes(text, key, signType)
  const serial = certificateSn === null ? '' : `,"alipay_cert_sn":"${certificateSn}"`
  return Buffer.concat([head, text, Buffer.from(`${serial},"sign":"${signature}"}`)])
}

export function nodeNameOf(method: string): string {
  return `${method.replaceAll('.', '_')}_response`
}

/** Members that are absent or empty are not sent, here as in REST v3. */
export function withoutEmpty(fields: NodeFields): NodeFields {
  const kept: Record<string, NodeValue> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === '') continue
    if (typeof value !== 'object') kept[name] = value
    else if (isList(value)) {
      if (value.length > 0)
        kept[name] = value.map((row) => (typeof row === 'string' ? row : withoutEmpty(row)))
    } else {
      const inner = withoutEmpty(value)
      if (Object.keys(inner).length > 0) kept[name] = inner
    }
  }
  return kept
}

function isList(
  value: NodeFields | ReadonlyArray<string | NodeFields>,
): value is ReadonlyArray<string | NodeFields> {
  return Array.isArray(value)
}
