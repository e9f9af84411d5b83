import { expect, test, vi } from 'vitest'
import { credentialsOf, loadKeyRing } from '../../../src/core/credentials.js'
import { isSecret, keyName } from './credential-words.js'

// Keys are looked for, which takes a busy machine its time.
vi.setConfig({ testTimeout: 60_000 })

const URLS = { wechatpay: 'http://w', alipay: 'http://a', acquirer: 'http://q', official_account: 'http://o' }

test('every credential that is handed out has a name in both languages, and no key is shown unasked', async () => {
  const { wechatpayMerchants: _more, ...institutions } = credentialsOf(await loadKeyRing(null), URLS)
  const members = Object.values(institutions).flatMap((keys) =>
    Object.entries(keys as Record<string, string>),
  )
  expect(members.filter(([name]) => keyName(name)[0] === name).map(([name]) => name)).toEqual([])
  const open = members.filter(([name, value]) => !isSecret(name) && /PRIVATE KEY/.test(value))
  expect(open.map(([name]) => name)).toEqual([])
  const secret = members.filter(([name]) => /secret|token|aeskey|v3key|encryptkey/i.test(name))
  expect(secret.filter(([name]) => !isSecret(name)).map(([name]) => name)).toEqual([])
})
