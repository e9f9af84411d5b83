import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Sentence } from './say.mjs'

const CHROMIUM_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The browser tests need a Chromium and a Chinese font; both are installed when that is possible. */
export function ensureBrowserTools() {
  const missing = []
  if (!process.env.HUTONG_CHROMIUM && !CHROMIUM_PLACES.some((path) => existsSync(path)))
    missing.push('chromium')
  if (process.platform === 'linux' && !hasChineseFont()) missing.push('fonts-noto-cjk')
  if (missing.length === 0) return

  const wish = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0)
    throw new Sentence(
      `浏览器测试需要 ${missing.join('、')}。请安装后重试（Debian/Ubuntu:sudo ${wish}），或用 HUTONG_CHROMIUM 指定 Chromium 的路径。`,
      `The browser tests need ${missing.join(' and ')}. Install and try again (Debian or Ubuntu: sudo ${wish}), or give Chromium's path in HUTONG_CHROMIUM.`,
    )
  console.log(`  安装浏览器测试所需 installing for the browser tests   ${missing.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // A machine that has just been started may be installing something itself, and a mirror may fail once.
  const patience = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=3']
  const apt = (...args) => spawnSync('apt-get', [...patience, ...args], { env, encoding: 'utf8' })
  const install = ['install', '-y', '--no-install-recommends', ...missing]
  let result = apt(...install)
  if (result.status !== 0) {
    apt('update')
    result = apt(...install)
  }
  if (result.status !== 0)
    throw new Sentence(
      `无法安装 ${missing.join('、')}:${result.stderr.trim().split('\n').at(-1)}`,
      `${missing.join(' and ')} cannot be installed: ${result.stderr.trim().split('\n').at(-1)}`,
    )
}

function hasChineseFont() {
  try {
    return execFileSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' }).trim() !== ''
  } catch {
    // No fontconfig yet: Chromium brings it, so the font is asked for with it.
    return false
  }
}
