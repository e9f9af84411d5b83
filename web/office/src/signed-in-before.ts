type Memory = 'yes' | 'no' | 'cannot_tell'

const keyOf = (app: string) => `hutong.${app}.signed-in`

/** Whether somebody signed in here and did not sign out. A page cannot see the cookie, so it keeps this beside it. */
export function signedInBefore(app: string): Memory {
  try {
    return localStorage.getItem(keyOf(app)) === null ? 'no' : 'yes'
  } catch {
    // Storage is refused in some private windows: then only the server can tell.
    return 'cannot_tell'
  }
}

export function rememberSignIn(app: string, signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(keyOf(app), 'yes')
    else localStorage.removeItem(keyOf(app))
  } catch {
    // Not remembered: the server is asked at the next visit.
  }
}
