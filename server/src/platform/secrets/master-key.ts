import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CannotStart } from '../config/index.js'

export interface MasterKeySource {
  /** HUTONG_MASTER_KEY: 32 bytes in base64. Wins over the file. */
  readonly env: string | undefined
  /** The key file of the embedded database's data folder; undefined with a database of one's own. */
  readonly file: string | undefined
}

/** Creates the file when it is absent (mode 0600). With a database of one's own the key must be given. */
export async function loadMasterKey(source: MasterKeySource): Promise<Buffer> {
  if (source.env !== undefined) return parseMasterKey(source.env, 'HUTONG_MASTER_KEY')
  if (source.file === undefined)
    throw new CannotStart(
      '使用自己的数据库（DATABASE_URL）时必须设置 HUTONG_MASTER_KEY:密钥不能与它加密的数据放在一起。可用 openssl rand -base64 32 生成，并妥善保存。',
      'With a database of your own (DATABASE_URL), HUTONG_MASTER_KEY must be set: the key must not live beside the data it seals. Make one with `openssl rand -base64 32` and keep it safe.',
    )
  const kept = await readIfThere(source.file)
  if (kept !== undefined) return parseMasterKey(kept, source.file)
  return parseMasterKey(await createKeyFile(source.file), source.file)
}

export function parseMasterKey(text: string, from: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length === 32 && key.toString('base64') === text.trim()) return key
  throw new CannotStart(
    `${from} 中的主密钥无效：需要 32 字节的 base64 文本，可用 openssl rand -base64 32 生成。若数据已用旧密钥加密，请恢复原来的密钥。`,
    `The master key in ${from} is not valid: it must be 32 bytes in base64, as \`openssl rand -base64 32\` makes them. If data is sealed with an earlier key, restore that key.`,
  )
}

/** Whole or not at all, and never over another: two starts at once agree on the key that was linked first. */
async function createKeyFile(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.${randomBytes(6).toString('hex')}.new`
  const handle = await open(draft, 'wx', 0o600)
  await handle.writeFile(`${randomBytes(32).toString('base64')}\n`)
  await handle.sync()
  await handle.close()
  try {
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
  return readFile(file, 'utf8')
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
