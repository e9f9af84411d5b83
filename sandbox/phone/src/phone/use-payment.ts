import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Refusal } from '../shared/call-api.js'
import { type CodeView, cancel, lookAt, pay, type WalletName } from './wallet-calls.js'

export type Payment =
  | { kind: 'looking' }
  /** The sandbox could not be asked what the code is. */
  | { kind: 'unseen' }
  | { kind: 'refused'; refusal: Refusal; view: CodeView | null }
  | { kind: 'offered'; view: CodeView }
  | { kind: 'password'; view: CodeView; problem: Refusal | null; tries: number; busy: boolean }
  | { kind: 'paid'; view: CodeView }
  | { kind: 'ended'; view: CodeView }
  | { kind: 'cancelled'; view: CodeView }
  /** We pressed pay and the line broke. Money may have moved; only looking again tells. */
  | { kind: 'unknown'; view: CodeView }

/** One code in one wallet, from the first look to the end. */
export function usePayment(wallet: WalletName, text: string) {
  const [payment, setPayment] = useState<Payment>({ kind: 'looking' })
  const now = useRef(payment)
  now.current = payment
  const deeds = useRef(0)
  const looks = useRef({ begun: 0, shown: 0 })

  const move = (to: Payment) => {
    deeds.current += 1
    setPayment(to)
  }

  const look = useCallback(async () => {
    const before = now.current
    // A look that arrives while the payment is under way must not cover its result.
    if (before.kind === 'password' && before.busy) return
    const deed = deeds.current
    looks.current.begun += 1
    const mine = looks.current.begun
    const asked = await lookAt(wallet, text)
    // Nor what the payer did meanwhile, nor what a look saw that was begun later and has arrived already.
    if (deed !== deeds.current || mine < looks.current.shown) return
    looks.current.shown = mine
    const current = now.current
    if (asked.outcome === 'unknown') {
      if (current.kind === 'looking') setPayment({ kind: 'unseen' })
      return
    }
    if (asked.outcome === 'refused') {
      const view = 'view' in current ? current.view : null
      const paidByThisTry = current.kind === 'unknown' && asked.refusal.code === 'already_paid' && view
      return setPayment(
        paidByThisTry ? { kind: 'paid', view } : { kind: 'refused', refusal: asked.refusal, view },
      )
    }
    const view = asked.value
    if (view.state === 'paid' && current.kind === 'unknown') setPayment({ kind: 'paid', view })
    else if (view.state !== 'payable') setPayment({ kind: 'ended', view })
    else if (current.kind === 'password') setPayment({ ...current, view })
    else setPayment({ kind: 'offered', view })
  }, [wallet, text])
  useEffect(() => void look(), [look])

  const refresh = useCallback(() => {
    if (['offered', 'password', 'unseen'].includes(now.current.kind)) void look()
  }, [look])

  const askPassword = (view: CodeView) =>
    move({ kind: 'password', view, problem: null, tries: 0, busy: false })

  const submit = async (password: string) => {
    const asking = now.current
    if (asking.kind !== 'password' || asking.busy) return
    const { view, tries } = asking
    move({ ...asking, problem: null, busy: true })
    const answer = await pay(wallet, text, password)
    if (answer.outcome === 'unknown') return move({ kind: 'unknown', view })
    if (answer.outcome === 'done') return move({ kind: 'paid', view: answer.value })
    if (answer.refusal.code === 'wrong_password') {
      return move({ kind: 'password', view, problem: answer.refusal, tries: tries + 1, busy: false })
    }
    move({ kind: 'refused', refusal: answer.refusal, view })
  }

  const leave = async (view: CodeView) => {
    // Whatever the sandbox answers, the payer has turned away; the order stays payable as in life.
    await cancel(wallet, text)
    move({ kind: 'cancelled', view })
  }

  return {
    payment,
    look,
    refresh,
    askPassword,
    submit,
    leave,
    offer: (view: CodeView) => move({ kind: 'offered', view }),
  }
}
