import { useCallback, useEffect, useState } from 'react'
import { type Api, type ApiRefusal, asRefusal } from './api.js'
import { rememberSignIn, signedInBefore } from './signed-in-before.js'

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

/** Who is signed in. The cookie is the server's; here is only what it answered. A stranger is not asked about at all. */
export function useSession<Who>(api: Api, app: 'workbench' | 'console'): Session<Who> {
  const [held, setHeld] = useState<Held<Who>>(() =>
    signedInBefore(app) === 'no' ? { kind: 'out', ended: false } : { kind: 'asking' },
  )

  const ask = useCallback(
    () =>
      api.get<Who>('/me').then(
        (who) => {
          rememberSignIn(app, true)
          setHeld({ kind: 'in', who })
        },
        (error: unknown) => {
          const refusal = asRefusal(error)
          if (refusal.status !== 401) return setHeld({ kind: 'unreachable', error: refusal })
          // Only a session that was there can have ended.
          setHeld({ kind: 'out', ended: signedInBefore(app) === 'yes' })
          rememberSignIn(app, false)
        },
      ),
    [api, app],
  )

  useEffect(() => {
    if (signedInBefore(app) !== 'no') void ask()
    return api.onSignedOut(() => {
      setHeld((before) => (before.kind === 'in' ? { kind: 'out', ended: true } : before))
    })
  }, [api, app, ask])

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
        const leave = () => {
          rememberSignIn(app, false)
          setHeld({ kind: 'out', ended: false })
        }
        api.post('/sign-out').then(leave, leave)
      },
    }
  }
  return { kind: 'asking' }
}
