import type { Outcome } from '@hutong/wechatpay'
import type { CallRecord, OnCall } from '../contract.js'

/** Makes a call and tells support about it: what was asked and answered, without keys or signatures. */
export async function recorded<Value>(
  onCall: OnCall,
  asked: Pick<CallRecord, 'verb' | 'request'>,
  state: (value: Value) => string,
  call: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const startedAt = performance.now()
  const answer = await call()
  const tookMs = Math.round(performance.now() - startedAt)
  onCall({ ...asked, httpStatus: answer.status, answer: said(answer, state), tookMs })
  return answer
}

function said<Value>(answer: Outcome<Value>, state: (value: Value) => string): string {
  switch (answer.outcome) {
    case 'ok':
      return state(answer.value)
    case 'refused':
      return answer.code
    case 'unknown':
      return answer.code ?? answer.because
  }
}
