import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Call } from '../../api/support/caller.js'
import { signInOperator } from '../../api/support/office.js'
import { findBarriers } from './check-access.js'
import { consoleOn } from './office.js'
import type { Stage } from './set-stage.js'

export const API = '/console/api'
const DESK = { width: 1280, height: 800 }

interface Launch {
  readonly id: string
  readonly institution: string
  readonly version: number
  readonly rules: {
    readonly merchants: string
    readonly shareBp: number
    readonly holdoutBp: number
    readonly state: string
  }
}

/** The console's pages of launches, and their calls for what a test is not about. */
export function launchDeskOn(stage: Stage) {
  const url = () => stage.street.platform.url
  let signedIn: Promise<Call> | undefined
  const admin = () => {
    signedIn ??= signInOperator({ platform: () => stage.street.platform })
    return signedIn
  }
  const get = async <Body>(path: string) => (await (await admin())<Body>('GET', `${API}${path}`)).body
  async function post<Body = Launch>(path: string, body: object = {}): Promise<Body> {
    const answer = await (await admin())<Body>('POST', `${API}${path}`, { body: { why: '试', ...body } })
    if (answer.status >= 300)
      throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  return {
    admin,
    get,
    post,
    launches: async () => (await get<{ data: Launch[] }>('/launches')).data,
    read: (id: string) => get<Launch>(`/launches/${id}`),
    create: (institution: string, methods: string[], rules: object = {}) =>
      post('/launches', {
        name: `上线 ${institution}`,
        nameEn: institution,
        institution,
        rules: { methods, ...rules },
      }),
    async open(hash: string, opened?: Page): Promise<Page> {
      const page = opened ?? (await stage.eyes.atDesk())
      await consoleOn(page, url()).signIn(stage.street.demo.console)
      await page.goto(`${url()}/console/#${hash}`)
      return page
    },
    /** Asked whether one is sure: says why, and does it. */
    async confirm(page: Page, button: string, why: string): Promise<void> {
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('原因').fill(why)
      await dialog.getByRole('button', { name: button, exact: true }).click()
      await dialog.waitFor({ state: 'hidden' })
    },
    async hasNoBarrier(page: Page): Promise<void> {
      await consoleOn(page, url()).untilLoaded()
      expect(await findBarriers(page)).toEqual([])
      await page.setViewportSize(DESK)
    },
  }
}
