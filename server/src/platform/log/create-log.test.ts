import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createLog } from './create-log.js'

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  write(createLog({ level: 'debug', write: (line) => lines.push(line) }))
  return lines.join('')
}

describe('what a log line carries', () => {
  it('hides secret fields at any depth and keeps the rest', () => {
    const line = logged((log) =>
      log.info(
        {
          checkoutId: 'ck_1',
          account: { mchid: '1900', apiV3Key: 'a'.repeat(32), nested: [{ password: 'p4ss' }] },
        },
        'seeded',
      ),
    )
    expect(JSON.parse(line)).toMatchObject({
      msg: 'seeded',
      checkoutId: 'ck_1',
      account: { mchid: '1900', apiV3Key: '[hidden]', nested: [{ password: '[hidden]' }] },
    })
  })

  it('hides authorization and cookie headers', () => {
    const line = logged((log) =>
      log.info({
        headers: { Authorization: 'WECHATPAY2-SHA256-RSA2048 x', cookie: 'session=1', accept: '*/*' },
      }),
    )
    expect(line).not.toContain('WECHATPAY2')
    expect(line).not.toContain('session=1')
    expect(line).toContain('*/*')
  })

  it('hides private keys, bearer tokens and passwords inside sentences and error messages', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const der = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')
    const line = logged((log) => {
      log.error(new Error(`cannot parse ${pem}`))
      log.warn(`key ${der} at postgres://hutong:s3cret@db:5432/x with Bearer abcdefghijkl`)
      log.child({ token: 'tok_in_child' }).info('child')
    })
    expect(line).not.toContain(pem.split('\n')[2])
    expect(line).not.toContain(der.slice(40, 80))
    expect(line).not.toContain('s3cret')
    expect(line).not.toContain('abcdefghijkl')
    expect(line).not.toContain('tok_in_child')
    expect(line).toContain('postgres://hutong')
  })
})
