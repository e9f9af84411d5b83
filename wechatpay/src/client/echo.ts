import type { KeyObject } from 'node:crypto'
import { type Outcome, unknown } from '../types/outcome.js'
import { isObject } from '../types/shapes.js'
import { decryptOaep, encryptOaep } from '../wire/oaep.js'
import type { Transport } from './transport.js'

export interface EchoRequest {
  /** Comes back unchanged. */
  readonly message: string
  /** Sent encrypted for WeChat Pay; comes back encrypted for the merchant certificate and is decrypted here. */
  readonly secret?: string
  /** A `SECURITY_ECHO.SUCCESS` notice goes there. */
  readonly notifyUrl?: string
}

export interface EchoAnswer {
  readonly message: string
  readonly secret: string | null
}

interface WireEcho {
  echo_message: string
  encrypted_echo_message?: string
}

/** `POST /v3/security/echo` (m4014551946): one call that shows whether all keys are right. */
export async function echo(
  transport: Transport,
  merchantKey: KeyObject,
  request: EchoRequest,
): Promise<Outcome<EchoAnswer>> {
  const platform = await transport.encryptionKey()
  if (!platform)
    return unknown('connection', 'Nothing was sent: there is no key of WeChat Pay to encrypt for.')
  const answer = await transport.call({
    method: 'POST',
    target: '/v3/security/echo',
    body: {
      echo_message: request.message,
      ...(request.secret === undefined
        ? {}
        : { encrypted_echo_message: encryptOaep(request.secret, platform.key) }),
      ...(request.notifyUrl === undefined ? {} : { notify_url: request.notifyUrl }),
    },
    encryptedFor: platform.serial,
    isValue: isWireEcho,
  })
  if (answer.outcome !== 'ok') return answer
  const { echo_message: message, encrypted_echo_message: sealed } = answer.value
  if (!sealed) return { ...answer, value: { message, secret: null } }
  try {
    return { ...answer, value: { message, secret: decryptOaep(sealed, merchantKey) } }
  } catch {
    const { status, requestId } = answer
    return unknown('unreadable', 'The echo is not encrypted for this merchant key.', { status, requestId })
  }
}

function isWireEcho(value: unknown): value is WireEcho {
  return (
    isObject(value) &&
    typeof value.echo_message === 'string' &&
    (value.encrypted_echo_message === undefined || typeof value.encrypted_echo_message === 'string')
  )
}
