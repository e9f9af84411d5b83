import type { MethodChoice, Scene } from './cashier-view.js'

/** A phone has a coarse pointer and a narrow screen, or says so itself; a narrow desktop window stays a desktop. */
export function sceneOf(browser: { userAgent: string; widthPx: number; coarsePointer: boolean }): Scene {
  if (/Android|iPhone|iPod|Mobile|HarmonyOS/i.test(browser.userAgent)) return 'mobile_web'
  return browser.coarsePointer && browser.widthPx < 820 ? 'mobile_web' : 'desktop_web'
}

export function currentScene(): Scene {
  return sceneOf({
    userAgent: navigator.userAgent,
    widthPx: window.innerWidth,
    coarsePointer: window.matchMedia('(pointer: coarse)').matches,
  })
}

/** On a phone the wallet is on the same device, so jumping comes first; at a desk the phone is in the other hand. */
export function orderMethods(methods: readonly MethodChoice[], scene: Scene): MethodChoice[] {
  const first = scene === 'mobile_web' ? '_jump' : '_scan'
  const rank = (choice: MethodChoice) => (choice.method.endsWith(first) ? 0 : 1)
  return [...methods].sort((a, b) => rank(a) - rank(b))
}
