import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const FLAGS = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
]

/** The system's Chromium with a new, empty profile. HUTONG_CHROMIUM names another one. */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env.HUTONG_CHROMIUM ?? USUAL_PLACES.find((path) => existsSync(path))
  if (executablePath === undefined)
    throw new Error('no Chromium found: npm test installs it, or set HUTONG_CHROMIUM')
  // Chromium's own sandbox refuses to run as root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath, args: [...FLAGS, ...asRoot] })
}
