import { useState } from 'preact/hooks'
import type { Refusal } from '../shared/call-api.js'
import { answerWaiting, type Line, type Waiting } from './waiting-calls.js'
import { WAITING_WORDS } from './waiting-words.js'
import type { WalletName } from './wallet-calls.js'

export interface Told extends Line {
  good: boolean
  /** Where the merchant's page goes on. */
  returnUrl?: string | null
}

interface Asking {
  item: Waiting
  problem: Refusal | null
  tries: number
  busy: boolean
}

export const UNKNOWN: Told = {
  good: false,
  zh: '沙箱没有回答，不知道办成了没有。请看账单和这份清单，不要急着再试。',
  en: 'The sandbox did not answer; whether it happened is not known. Look at the history and this list before trying again.',
}

/** Answers what waits: at once, or after the password. `onAnswered` comes whatever the outcome, to look again. */
export function useAnswering(wallet: WalletName, onAnswered: () => void) {
  const [asking, setAsking] = useState<Asking | null>(null)
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<Told | null>(null)

  const send = async (item: Waiting, accepts: boolean, password?: string): Promise<Refusal | null> => {
    const answer = await answerWaiting(wallet, item.id, accepts, password)
    if (answer.outcome === 'refused' && answer.refusal.code === 'wrong_password') return answer.refusal
    setAsking(null)
    if (answer.outcome === 'unknown') setTold(UNKNOWN)
    else if (answer.outcome === 'refused') setTold({ good: false, ...answer.refusal })
    else {
      const words = WAITING_WORDS[item.kind]
      const [zh, en] = accepts ? words.accepted : words.declined
      setTold({ good: true, zh, en, returnUrl: answer.value.returnUrl })
    }
    onAnswered()
    return null
  }

  return {
    asking,
    busy,
    told,
    async answer(item: Waiting, accepts: boolean) {
      if (busy) return
      setTold(null)
      if (accepts && item.asksPassword) {
        setAsking({ item, problem: null, tries: 0, busy: false })
        return
      }
      setBusy(true)
      await send(item, accepts)
      setBusy(false)
    },
    async submit(password: string) {
      if (!asking || asking.busy) return
      setAsking({ ...asking, problem: null, busy: true })
      const problem = await send(asking.item, true, password)
      if (problem) setAsking({ ...asking, problem, tries: asking.tries + 1, busy: false })
    },
    stopAsking: () => setAsking(null),
  }
}

export type Answering = ReturnType<typeof useAnswering>
