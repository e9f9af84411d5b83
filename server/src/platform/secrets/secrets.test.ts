import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CannotStart } from '../config/index.js'
import {
  createVault,
  hashPassword,
  hashSecret,
  loadMasterKey,
  sameText,
  verifyPassword,
  verifySecret,
} from './index.js'

describe('the vault', () => {
  const key = Buffer.alloc(32, 7)
  const vault = createVault(key)

  it('opens what it sealed, and never seals twice alike', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'grapheme' }), (purpose, text) => {
        const sealed = vault.seal(purpose, text)
        return vault.open(purpose, sealed) === text && !sealed.equals(vault.seal(purpose, text))
      }),
    )
  })

  it('opens nothing whose purpose or any byte was changed', () => {
    const sealed = vault.seal('wechatpay/apiV3Key', 'secret')
    expect(() => vault.open('alipay/privateKey', sealed)).toThrow()
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed)
      changed[index] = (changed[index] ?? 0) ^ 1
      expect(() => vault.open('wechatpay/apiV3Key', changed)).toThrow()
    }
    expect(() => vault.open('wechatpay/apiV3Key', sealed.subarray(0, 12))).toThrow()
  })

  it('rotates: the new key seals, the former still opens', () => {
    const sealed = vault.seal('x', 'old')
    const next = Buffer.alloc(32, 9)
    const rotated = createVault(next, key)
    expect(rotated.open('x', sealed)).toBe('old')
    expect(createVault(next).open('x', rotated.seal('x', 'new'))).toBe('new')
    expect(() => createVault(next).open('x', sealed)).toThrow(/master key that is not here/)
  })
})

describe('the master key', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hutong-key-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('is made once, for the owner only, and the same for starts at the same time', async () => {
    const file = join(folder, 'deep', 'master.key')
    const keys = await Promise.all([1, 2, 3, 4].map(() => loadMasterKey({ env: undefined, file })))
    const again = await loadMasterKey({ env: undefined, file })
    expect(keys.every((key) => key.equals(again))).toBe(true)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readdir(join(folder, 'deep'))).toEqual(['master.key'])
  })

  it('is taken from the environment first', async () => {
    const key = randomBytes(32)
    expect(await loadMasterKey({ env: key.toString('base64'), file: undefined })).toEqual(key)
  })

  it('says what to do when it is missing or broken', async () => {
    await expect(loadMasterKey({ env: undefined, file: undefined })).rejects.toThrow(CannotStart)
    await expect(loadMasterKey({ env: 'short', file: undefined })).rejects.toThrow('HUTONG_MASTER_KEY')
    const file = join(folder, 'master.key')
    await writeFile(file, '')
    await expect(loadMasterKey({ env: undefined, file })).rejects.toThrow(file)
  })
})

describe('hashes', () => {
  it('knows a password again, however it was typed', async () => {
    const hashed = await hashPassword('Å café 密码')
    expect(await verifyPassword('Å café 密码', hashed)).toBe(true)
    expect(await verifyPassword('Å café 密', hashed)).toBe(false)
    expect(await verifyPassword('x', 'not a hash')).toBe(false)
    // Base64 has no such letters, so they cannot be there by chance.
    expect(hashed).not.toContain('密码')
  })

  it('knows a secret and compares texts', () => {
    expect(verifySecret('hk_1', hashSecret('hk_1'))).toBe(true)
    expect(verifySecret('hk_2', hashSecret('hk_1'))).toBe(false)
    expect(verifySecret('hk_1', Buffer.alloc(0))).toBe(false)
    expect([sameText('a', 'a'), sameText('a', 'ab')]).toEqual([true, false])
  })
})
