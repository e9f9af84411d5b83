import type { KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createNonce,
  parseAuthorization,
  requestMessage,
  responseMessage,
  signMessage,
  verifyMessage,
} from '../index.js'
import { vectorKeys, vectors } from './read-vectors.js'

export interface GatewayRequest {
  method: string
  target: string
  headers: IncomingMessage['headers']
  body: string
}

export interface GatewayReply {
  status: number
  body?: object | string
  /** Default: what the request's Wechatpay-Serial asks for. */
  signer?: { serial: string; key: KeyObject }
  signedAtMs?: number
  /** Changes the headers after signing; a removed header is not sent. */
  tamper?: (headers: Record<string, string>) => Record<string, string>
}

/** Answers a request, breaks the connection, or never answers. */
export type GatewayScript = (request: GatewayRequest) => GatewayReply | 'hang' | 'break'

export const SIGNERS = {
  platform: { serial: vectors.platform_serial, key: vectorKeys.platformPrivate },
  publicKey: { serial: vectors.public_key_id, key: vectorKeys.wechatpayPrivate },
}

/** A small gateway on a real socket that checks every request's signature and signs with the vectors' keys. */
export async function startGateway(nowMs: () => number) {
  const requests: GatewayRequest[] = []
  let script: GatewayScript = () => ({ status: 404 })

  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString('utf8')
    const request = { method: incoming.method!, target: incoming.url!, headers: incoming.headers, body }
    requests.push(request)
    const reply = isSigned(request)
      ? script(request)
      : { status: 401, body: { code: 'SIGN_ERROR', message: 'the signature is wrong' } }
    if (reply === 'break') incoming.socket.destroy()
    else if (reply !== 'hang') await send(response, reply, request)
  })

  async function send(response: ServerResponse, reply: GatewayReply, request: GatewayRequest): Promise<void> {
    const body = typeof reply.body === 'object' ? JSON.stringify(reply.body) : (reply.body ?? '')
    let headers: Record<string, string> = { 'Request-ID': '0801F0-0' }
    if (reply.status >= 200 && reply.status < 300) {
      const asked = request.headers['wechatpay-serial']
      const signer = reply.signer ?? (asked === vectors.public_key_id ? SIGNERS.publicKey : SIGNERS.platform)
      headers = { ...headers, ...(await signatureHeaders(signer, reply.signedAtMs ?? nowMs(), body)) }
    }
    response.writeHead(reply.status, reply.tamper ? reply.tamper(headers) : headers)
    response.end(body)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    play(next: GatewayScript) {
      script = next
      requests.length = 0
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export async function signatureHeaders(
  signer: { serial: string; key: KeyObject },
  nowMs: number,
  body: string,
) {
  const timestampSeconds = Math.floor(nowMs / 1000)
  const nonce = createNonce()
  return {
    'Wechatpay-Serial': signer.serial,
    'Wechatpay-Timestamp': String(timestampSeconds),
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Signature': await signMessage(responseMessage({ timestampSeconds, nonce, body }), signer.key),
    'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
  }
}

function isSigned({ method, target, headers, body }: GatewayRequest): boolean {
  const said = parseAuthorization(headers.authorization)
  if (!said || said.mchid !== vectors.mchid || said.serial !== vectors.merchant_serial) return false
  const { timestampSeconds, nonce } = said
  const message = requestMessage({ method, target, timestampSeconds, nonce, body })
  return verifyMessage(message, said.signature, vectorKeys.merchantPublic)
}
