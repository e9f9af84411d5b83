import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { COLUMNS } from './columns.js'
import { OPERATIONS } from './operations.js'

const MAIN = fileURLToPath(new URL('../../dist/sdk-check/main.js', import.meta.url))

describe('public SDKs, unmodified', () => {
  it('find no difference that matters, whatever way they come in', async () => {
    const child = fork(MAIN, [], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    let said = ''
    let complained = ''
    child.stdout?.on('data', (part) => {
      said += part
    })
    child.stderr?.on('data', (part) => {
      complained += part
    })
    const code = await new Promise((resolve) => child.once('close', resolve))
    expect(complained).toBe('')
    expect(code).toBe(0)
    expect(said).not.toContain('FAILED')
    const operations = COLUMNS.reduce(
      (sum, { institution }) => sum + Object.keys(OPERATIONS[institution]).length,
      0,
    )
    // REST v3 has no pages and no order string, with a key or with a certificate; wechatpay-node-v3 is of 2023.
    expect(said).toContain(`${operations - 15} passed, 0 failed, 15 not offered`)
    // Nine processes of real SDKs, on machines that may be busy.
  }, 300_000)
})
