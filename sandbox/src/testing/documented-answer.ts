import { expect } from 'vitest'
import { ERROR_CODES } from '../wechatpay/answers.js'
import type { RawAnswer, RawCall } from './call-as-merchant.js'

const DOCUMENTED = new Set<string>(Object.keys(ERROR_CODES))
const FILES = /^\/v3\/(billdownload|merchant-service\/images)/

/** Whatever was sent: never a 5xx, never an unsigned success, always a documented code. */
export async function isDocumented(
  call: RawCall,
  method: string,
  target: string,
  body?: unknown,
): Promise<void> {
  const text = body === undefined ? undefined : JSON.stringify(body)
  answersLikeDocumented(await call(method, target, text), { method, target, text })
}

export function answersLikeDocumented(
  answer: RawAnswer,
  sent: { target?: string; [other: string]: unknown },
): void {
  const seen = JSON.stringify({ ...sent, status: answer.status, answer: answer.text })
  expect(answer.status, seen).toBeLessThan(500)
  expect(answer.headers['request-id'], seen).toBeTruthy()
  if (answer.status >= 400 && (answer.status !== 404 || answer.text !== '') && answer.status !== 405) {
    expect(DOCUMENTED.has(answer.json?.code ?? ''), seen).toBe(true)
    expect(answer.headers['wechatpay-signature'], seen).toBeUndefined()
  }
  if (answer.status < 300 && !FILES.test(sent.target ?? '')) {
    expect(answer.headers['wechatpay-signature'], seen).toBeTruthy()
  }
}
