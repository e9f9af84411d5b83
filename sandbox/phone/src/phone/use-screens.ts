import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { ChatApp } from '../chats/chat-calls.js'
import type { ComplaintAbout } from './complaint-screen.js'
import type { Followed } from './follow-link.js'
import type { WalletName } from './wallet-calls.js'

export type Screen =
  | { name: 'home' }
  | { name: 'opening'; text: string }
  | { name: 'wallet'; wallet: WalletName }
  | { name: 'scan'; wallet: WalletName }
  | { name: 'history'; wallet: WalletName }
  | { name: 'payment-code'; wallet: WalletName }
  | { name: 'waiting-list'; wallet: WalletName }
  | { name: 'agreements'; wallet: WalletName }
  | { name: 'invoke'; wallet: WalletName }
  | { name: 'link'; wallet: WalletName; followed: Followed }
  | { name: 'complaint'; wallet: WalletName; about: ComplaintAbout }
  | { name: 'chats' }
  | { name: 'chat'; app: ChatApp }
  | { name: 'pay'; wallet: WalletName; text: string }

export interface Screens {
  screen: Screen
  depth: number
  open: (screen: Screen) => void
  /** Takes the place of the screen now shown: going back never returns to it. */
  replace: (screen: Screen) => void
  back: () => void
  goHome: () => void
}

/** The screens laid over one another. Outside a frame the browser's own back button takes one off. */
export function useScreens(first: Screen, embedded: boolean): Screens {
  const [stack, setStack] = useState<Screen[]>(first.name === 'home' ? [first] : [{ name: 'home' }, first])
  /** Steps of ours that lie in the browser's history. */
  const pushed = useRef(0)

  useEffect(() => {
    // Inside a shop's frame our steps would fill the shop's own history.
    if (embedded) return
    history.replaceState({ step: 0 }, '')
    const onPop = (event: PopStateEvent) => {
      const step = typeof event.state?.step === 'number' ? event.state.step : 0
      const taken = pushed.current - step
      pushed.current = step
      if (taken > 0) setStack((now) => now.slice(0, Math.max(1, now.length - taken)))
    }
    addEventListener('popstate', onPop)
    return () => removeEventListener('popstate', onPop)
  }, [embedded])

  const open = useCallback(
    (screen: Screen) => {
      if (!embedded) {
        pushed.current += 1
        history.pushState({ step: pushed.current }, '')
      }
      setStack((now) => [...now, screen])
    },
    [embedded],
  )
  const replace = useCallback((screen: Screen) => setStack((now) => [...now.slice(0, -1), screen]), [])
  const back = useCallback(() => {
    if (pushed.current > 0) history.back()
    else setStack((now) => (now.length > 1 ? now.slice(0, -1) : now))
  }, [])
  const goHome = useCallback(() => {
    setStack((now) => now.slice(0, 1))
    if (pushed.current > 0) history.go(-pushed.current)
  }, [])
  return { screen: stack[stack.length - 1]!, depth: stack.length, open, replace, back, goHome }
}
