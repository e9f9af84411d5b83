import type { Page } from 'playwright-core'

/** Errors in consoles, requests that failed, answers that say no: each a sentence with the page it came from. */
export interface Complaints {
  hear(page: Page): void
  /** A refusal that this test is about: it may be said until the complaints are taken. */
  expect(refusal: RegExp): void
  /** Those so far, and forgets them. */
  take(): string[]
}

export function listenTo(): Complaints {
  let said: string[] = []
  let expected: RegExp[] = []
  const say = (page: Page, what: string) => said.push(`${new URL(page.url()).pathname}: ${what}`)
  return {
    hear(page) {
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning')
          say(page, `console ${message.type()}: ${message.text()} ${message.location().url}`)
      })
      page.on('pageerror', (error) => say(page, `threw ${error.stack ?? error.message}`))
      page.on('requestfailed', (request) => {
        // A page that is left lets go of what it still asked for.
        const left = request.failure()?.errorText === 'net::ERR_ABORTED'
        if (!left) say(page, `failed ${request.method()} ${request.url()}: ${request.failure()?.errorText}`)
      })
      page.on('response', (response) => {
        if (response.status() >= 400)
          say(page, `${response.status()} to ${response.request().method()} ${response.url()}`)
      })
    },
    expect(refusal) {
      expected.push(refusal)
    },
    take() {
      const taken = said.filter((one) => !expected.some((refusal) => refusal.test(one)))
      said = []
      expected = []
      return taken
    },
  }
}
