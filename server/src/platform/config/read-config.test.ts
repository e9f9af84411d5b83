import { describe, expect, it } from 'vitest'
import { CannotStart } from './cannot-start.js'
import { readConfig } from './read-config.js'

describe('configuration from the environment', () => {
  it('has a working default for everything', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:3000',
      databaseUrl: undefined,
      logLevel: 'info',
      webhookAllow: [],
      institutions: undefined,
      demo: false,
      operatorPassword: undefined,
    })
  })

  it('reads every variable, and takes an empty one as unset', () => {
    expect(
      readConfig({
        HUTONG_PORT: '0',
        HUTONG_PUBLIC_URL: 'https://pay.example.com/',
        DATABASE_URL: ' ',
        HUTONG_WEBHOOK_ALLOW: '127.0.0.1, 10.0.0.0/8',
        HUTONG_INSTITUTIONS: '{"wechatpay":[]}',
        HUTONG_DEMO: '1',
      }),
    ).toMatchObject({
      port: 0,
      publicUrl: 'https://pay.example.com',
      databaseUrl: undefined,
      webhookAllow: ['127.0.0.1', '10.0.0.0/8'],
      institutions: { wechatpay: [] },
      demo: true,
      operatorPassword: undefined,
    })
    expect(readConfig({ HUTONG_PORT: '0' }).publicUrl).toBeUndefined()
    expect(readConfig({ HUTONG_HOST: '0.0.0.0' }).publicUrl).toBe('http://localhost:3000')
  })

  it.each([
    ['HUTONG_PORT', '70000'],
    ['HUTONG_PORT', '3000x'],
    ['HUTONG_PUBLIC_URL', 'pay.example.com'],
    ['DATABASE_URL', 'mysql://root:s3cret@db/x'],
    ['HUTONG_LOG', 'loud'],
    ['HUTONG_DEMO', 'yes'],
    ['HUTONG_OPERATOR_PASSWORD', 'short'],
    ['HUTONG_INSTITUTIONS', '{"key":"s3cret"'],
    ['HUTONG_INSTITUTIONS', 'no-such-file.json'],
  ])('says which variable is wrong: %s=%s, without showing a secret', (name, value) => {
    const read = () => readConfig({ [name]: value })
    expect(read).toThrow(CannotStart)
    expect(read).toThrow(name)
    expect(read).not.toThrow('s3cret')
  })
})
