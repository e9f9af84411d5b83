import { expect, test } from 'vitest'
import { ConfigProblem, readConfig } from './read-config.js'

test('an API key is enough', () => {
  expect(readConfig({ HUTONG_API_KEY: 'hk_1' })).toEqual({
    port: 3200,
    host: '127.0.0.1',
    dataFolder: '.hutong/mall',
    hutongUrl: 'http://127.0.0.1:3000',
    apiKey: 'hk_1',
    webhookSecrets: [],
  })
})

test('two webhook secrets may stand side by side', () => {
  const { webhookSecrets } = readConfig({ HUTONG_API_KEY: 'hk_1', HUTONG_WEBHOOK_SECRET: 'whsec_a, whsec_b' })
  expect(webhookSecrets).toEqual(['whsec_a', 'whsec_b'])
})

test.each([
  [{}, 'HUTONG_API_KEY'],
  [{ HUTONG_API_KEY: 'k', MALL_PORT: 'x' }, 'MALL_PORT'],
  [{ HUTONG_API_KEY: 'k', MALL_PORT: '65536' }, 'MALL_PORT'],
  [{ HUTONG_API_KEY: 'k', HUTONG_API_URL: 'localhost:3000' }, 'HUTONG_API_URL'],
])('%j names the setting that is wrong', (env, name) => {
  expect(() => readConfig(env)).toThrow(ConfigProblem)
  expect(() => readConfig(env)).toThrow(name)
})
