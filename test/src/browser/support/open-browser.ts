import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { launchChromium } from '../../support/index.js'
import { type Complaints, listenTo } from './complaints.js'

const HERE: BrowserContextOptions = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' }
const DESK: BrowserContextOptions = { ...HERE, viewport: { width: 1280, height: 800 } }
const HANDSET: BrowserContextOptions = {
  ...HERE,
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  userAgent:
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
}

/** Everything that is looked at from outside waits this long at most. */
const PATIENCE_MS = 15_000

/** One Chromium, and a new person with empty storage for every page that is asked for. */
export interface Eyes {
  /** A computer, 1280×800. */
  atDesk(): Promise<Page>
  /** A phone's browser, 390×844. */
  onPhone(): Promise<Page>
  /** What any page complained of so far; asking empties it. */
  complaints: Complaints
  /** Leaves all pages. */
  blink(): Promise<void>
  close(): Promise<void>
}

export async function openBrowser(): Promise<Eyes> {
  const browser: Browser = await launchChromium()
  const complaints = listenTo()
  const people: BrowserContext[] = []
  const newPerson = async (options: BrowserContextOptions): Promise<Page> => {
    const person = await browser.newContext(options)
    people.push(person)
    person.setDefaultTimeout(PATIENCE_MS)
    person.on('page', complaints.hear)
    return person.newPage()
  }
  return {
    atDesk: () => newPerson(DESK),
    onPhone: () => newPerson(HANDSET),
    complaints,
    async blink() {
      await Promise.all(people.splice(0).map((person) => person.close()))
    },
    close: () => browser.close(),
  }
}
