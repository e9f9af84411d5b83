import type { Scene } from './cashier-view.js'

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
