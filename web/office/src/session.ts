import { useCallback, useEffect, useState } from 'react'
import { type Api, type ApiRefusal, asRefusal } from './api.js'

export type Session<Who> =
  | { kind: 'asking' }
  | { kind: 'unreachable'; error: ApiRefusal; retry: () => void }
  | { kind: 'out'; ended: boolean; signIn: (username: string, password: string) => Promise<void> }
  | { kind: 'in'; who: Who; signOut: () => void }

type Held<Who> =
  | { kind: 'asking' }
  | { kind: 'unreachable'; error: ApiRefusal }
  | { kind: 'out'; ended: boolean }
  | { kind: 'in'; who: Who }

/** Who is signed in. The cookie is the server's; here is only what it answered. */
export function useSession<Who>(api: Api): Session<Who> {
  const [held, setHeld] = useState<Held<Who>>({ kind: 'asking' })

  const ask = useCallback(
    () =>
      api.get<Who>('/me').then(
        (who) => setHeld({ kind: 'in', who }),
        (error: unknown) => {
          const refusal = asRefusal(error)
          if (refusal.status === 401) setHeld({ kind: 'out', ended: false })
          else setHeld({ kind: 'unreachable', error: refusal })
        },
      ),
    [api],
  )

  useEffect(() => {
    void ask()
    return api.onSignedOut(() =>
      // Only a session that was there can end: the first 401 of a stranger is no news.
      setHeld((before) => (before.kind === 'in' ? { kind: 'out', ended: true } : before)),
    )
  }, [api, ask])

  if (held.kind === 'unreachable') {
    return {
      kind: 'unreachable',
      error: held.error,
      retry: () => {
        setHeld({ kind: 'asking' })
        void ask()
      },
    }
  }
  if (held.kind === 'out') {
    return {
      kind: 'out',
      ended: held.ended,
      signIn: async (username, password) => {
        await api.post('/sign-in', { username, password })
        await ask()
      },
    }
  }
  if (held.kind === 'in') {
    return {
      kind: 'in',
      who: held.who,
      signOut: () => {
        const leave = () => setHeld({ kind: 'out', ended: false })
        api.post('/sign-out').then(leave, leave)
      },
    }
  }
  return { kind: 'asking' }
}
