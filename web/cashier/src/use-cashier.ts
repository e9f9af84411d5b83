import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { type ApiAnswer, type CashierPlace, createCashierApi } from './cashier-api.js'
import { type CashierState, decideState, isSettled, newerView, withAttempt } from './cashier-state.js'
import type { Attempt, CashierView, MethodName, Refusal, Scene } from './cashier-view.js'
import { type Following, followView, openViewStream } from './follow-view.js'
import { useNow } from './use-now.js'

export type Busy = 'starting' | 'rechecking' | null

export interface Cashier {
  state: CashierState
  view: CashierView | null
  scene: Scene
  /** The network is gone although the checkout is on screen. */
  offline: boolean
  busy: Busy
  /** The platform's last no, until the shopper does something else. */
  refusal: Refusal | null
  nowMs: number
  codeUrl(attemptId: string, picture: { sizePx: number; download?: boolean }): string
  actions: {
    pay(method: MethodName): void
    recheck(attemptId: string): void
    chooseAgain(): void
    goBack(): void
    retry(): void
  }
}

/** An institution is not asked more often than this about one attempt; the platform keeps the same rule. */
const RECHECK_PAUSE_MS = 2000

/** How long a shown attempt waits for the view that belongs to it. */
const VIEW_PATIENCE_MS = 800

const NO_ANSWER: Refusal = {
  code: 'unreachable',
  message: '网络不稳，没有收到答复。',
  messageEn: 'The network is unsteady and no answer arrived.',
  next: '请稍后再试；已付的钱不会丢，重复点按也不会重复扣款。',
  nextEn: 'Please try again. Nothing you paid is lost, and trying again never charges you twice.',
}

export function useCashier(place: CashierPlace | null, scene: Scene): Cashier {
  const api = useMemo(() => (place ? createCashierApi(place, scene) : null), [place, scene])
  const [view, setView] = useState<CashierView | null>(null)
  const [link, setLink] = useState<'loading' | 'up' | 'lost' | 'wrong'>(place ? 'loading' : 'wrong')
  const [choosing, setChoosing] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const [busy, setBusy] = useState<Busy>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [offsetMs, setOffsetMs] = useState(0)
  const following = useRef<Following | null>(null)
  const settled = useRef(false)
  settled.current = isSettled(view)

  useEffect(() => {
    if (!api) return
    const follow = followView({
      openStream: () => openViewStream(api.eventsUrl),
      readView: api.readView,
      onView: (arrived) => {
        setOffsetMs(Date.parse(arrived.serverTime) - Date.now())
        setView((known) => newerView(known, arrived))
      },
      onLink: setLink,
      pollMs: () => (settled.current || document.hidden ? 10_000 : 1500),
      silenceMs: 3000,
      redialMs: 10_000,
    })
    following.current = follow
    const refresh = () => void follow.refresh()
    // Phones freeze a page behind a wallet; coming back is exactly when the shopper wants the truth.
    const onShow = () => {
      setLeaving(false)
      refresh()
    }
    const onVisible = () => document.hidden || onShow()
    const onOffline = () => setLink('lost')
    addEventListener('online', refresh)
    addEventListener('offline', onOffline)
    addEventListener('pageshow', onShow)
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      follow.stop()
      removeEventListener('online', refresh)
      removeEventListener('offline', onOffline)
      removeEventListener('pageshow', onShow)
      document.removeEventListener('visibilitychange', onVisible)
    }
  }, [api])

  const nowMs = useNow(!settled.current && view !== null) + offsetMs
  const state = decideState(view, { link, choosing, leaving, starting: busy === 'starting', nowMs })

  const takeAttempt = async (answer: ApiAnswer<Attempt>): Promise<Attempt | null> => {
    // An attempt changes more than itself (it may lock the other methods), and whatever was refused or unheard may mean
    // that the checkout has moved: the whole view is asked for before the shopper sees any of it, but not for long.
    await Promise.race([following.current?.refresh(), pause(VIEW_PATIENCE_MS)])
    if (answer.outcome === 'done') {
      setView((known) => withAttempt(known, answer.value))
      return answer.value
    }
    setRefusal(answer.outcome === 'refused' ? answer.refusal : NO_ANSWER)
    return null
  }

  const pay = async (method: MethodName) => {
    if (!api || busy) return
    setBusy('starting')
    setRefusal(null)
    const attempt = await takeAttempt(await api.startAttempt(method))
    setBusy(null)
    if (!attempt) return
    setChoosing(false)
    if (attempt.action?.type !== 'redirect') return
    setLeaving(true)
    location.assign(attempt.action.url)
  }

  const recheck = async (attemptId: string) => {
    if (!api || busy) return
    setBusy('rechecking')
    setRefusal(null)
    const [answer] = await Promise.all([api.recheck(attemptId), pause(RECHECK_PAUSE_MS)])
    await takeAttempt(answer)
    setBusy(null)
  }

  return {
    state,
    view,
    scene,
    offline: link === 'lost' && view !== null,
    busy,
    refusal,
    nowMs,
    codeUrl: (attemptId, picture) => api?.codeUrl(attemptId, picture) ?? '',
    actions: {
      pay: (method) => void pay(method),
      recheck: (attemptId) => void recheck(attemptId),
      chooseAgain: () => {
        setRefusal(null)
        setChoosing(true)
      },
      goBack: () => {
        setRefusal(null)
        setChoosing(false)
      },
      retry: () => {
        setRefusal(null)
        void following.current?.refresh()
      },
    },
  }
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs))
}
