/** Tells when enough of what is meant has been received. Each message travels by itself: the first told may arrive last. */
export function waitForReceived<T>(received: readonly T[]) {
  const waiting = new Set<() => void>()
  return {
    /** To be called after each arrival. */
    look(): void {
      for (const one of waiting) one()
    },
    count: (count: number, isMeant: (one: T) => boolean = () => true): Promise<T[]> =>
      new Promise((resolve) => {
        const look = (): void => {
          const meant = received.filter(isMeant)
          if (meant.length < count) return
          waiting.delete(look)
          resolve(meant)
        }
        waiting.add(look)
        look()
      }),
  }
}
