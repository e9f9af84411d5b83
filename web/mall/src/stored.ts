/** What this browser remembers; without storage (some frames and in-app browsers refuse it) the shop works, forgetfully. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function writeStored(key: string, text: string): void {
  try {
    localStorage.setItem(key, text)
  } catch {}
}
