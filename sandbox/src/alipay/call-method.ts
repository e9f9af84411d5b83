import { type CallOutcome, callWithFaults } from '../core/calls.js'
import type { Caller } from './caller.js'
import type { Desk } from './desk.js'
import { type AlipayRefusal, failureFields, isRefusal, refusalFields, refuse } from './errors.js'
import { type JsonObject, textOf } from './fields.js'
import type { Method, Outcome } from './methods.js'
import type { NodeFields } from './wire/answer.js'

/** Acts under the fault rules, the same for the v2 gateway and for REST v3. What was done is kept before it is answered. */
export async function callMethod(
  desk: Desk,
  name: string,
  method: Method,
  biz: JsonObject,
  caller: Caller,
): Promise<CallOutcome<Outcome>> {
  const outTradeNo = orderNumberOf(desk, biz)
  const outcome = await callWithFaults<Outcome>(
    desk.core,
    { institution: 'alipay', operation: method.operation, outTradeNo },
    () => {
      const answer = method.act(desk, biz, caller)
      report(desk, name, outTradeNo, answer)
      return isRefusal(answer) ? refusalFields(answer) : answer
    },
    {
      fail: (params) => failureFields(params.code, params.message),
      notEnough: () => refusalFields(refuse(method.notEnough ?? 'ACQ.SELLER_BALANCE_NOT_ENOUGH')),
    },
  )
  await desk.core.store.written()
  return outcome
}

function orderNumberOf(desk: Desk, biz: JsonObject): string | null {
  const tradeNo = textOf(biz, 'trade_no')
  const trade = tradeNo === undefined ? undefined : desk.trades.byTradeNo(tradeNo)
  const complaint = desk.complaints.get(textOf(biz, 'complain_event_id') ?? '')
  return trade?.terms.outTradeNo ?? complaint?.outTradeNo ?? textOf(biz, 'out_trade_no') ?? null
}

function report(
  desk: Desk,
  method: string,
  outTradeNo: string | null,
  answer: Outcome | AlipayRefusal,
): void {
  const code = isRefusal(answer) ? answer.refusal : ((answer as NodeFields).code ?? '10000')
  desk.core.events.emit({
    kind: 'call',
    institution: 'alipay',
    outTradeNo,
    zh: `${method} → ${code}`,
    en: `${method} → ${code}`,
    data: { method, code },
  })
}
