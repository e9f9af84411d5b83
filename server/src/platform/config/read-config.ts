import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { CannotStart } from './cannot-start.js'

export interface Config {
  readonly port: number
  readonly host: string
  /** The address that shoppers and institutions reach us at, without a slash at the end. Unset with port 0. */
  readonly publicUrl: string | undefined
  /** Unset: the embedded database in the data folder. */
  readonly databaseUrl: string | undefined
  readonly dataFolder: string
  readonly masterKey: string | undefined
  readonly logLevel: string
  /** Hosts and CIDRs that webhooks may reach although they are private. */
  readonly webhookAllow: readonly string[]
  /** Institution accounts to seed at start, as parsed JSON; whoever seeds them checks the shape. */
  readonly institutions: unknown
  readonly demo: boolean
  /** Given at the first start: makes the console's first user `operator`; later it changes nothing. */
  readonly operatorPassword: string | undefined
}

type Env = Readonly<Record<string, string | undefined>>

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/** Throws CannotStart with a sentence that names the variable. An empty variable counts as unset. */
export function readConfig(env: Env): Config {
  const port = readPort(env, 'HUTONG_PORT', 3000)
  const host = given(env, 'HUTONG_HOST') ?? '127.0.0.1'
  return {
    port,
    host,
    publicUrl: readPublicUrl(env) ?? (port === 0 ? undefined : defaultUrl(host, port)),
    databaseUrl: readDatabaseUrl(env),
    dataFolder: resolve(given(env, 'HUTONG_DATA') ?? '.hutong'),
    masterKey: given(env, 'HUTONG_MASTER_KEY'),
    logLevel: readChoice(env, 'HUTONG_LOG', LOG_LEVELS, 'info'),
    webhookAllow: readList(env, 'HUTONG_WEBHOOK_ALLOW'),
    institutions: readInstitutions(env),
    demo: readChoice(env, 'HUTONG_DEMO', ['0', '1'], '0') === '1',
    operatorPassword: readOperatorPassword(env),
  }
}

function given(env: Env, name: string): string | undefined {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}

function defaultUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

function readPort(env: Env, name: string, fallback: number): number {
  const text = given(env, name)
  if (text === undefined) return fallback
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new CannotStart(
    `环境变量 ${name} 的值“${text}”不是端口号，请填写 0 到 65535 之间的整数。`,
    `${name} is "${text}", which is not a port: give a whole number from 0 to 65535.`,
  )
}

function readPublicUrl(env: Env): string | undefined {
  const text = given(env, 'HUTONG_PUBLIC_URL')
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '')
    return text.replace(/\/+$/, '')
  throw new CannotStart(
    `环境变量 HUTONG_PUBLIC_URL 的值“${text}”不是网址，请填写类似 https://pay.example.com 的地址。`,
    `HUTONG_PUBLIC_URL is "${text}", which is not an address: give one like https://pay.example.com.`,
  )
}

function readDatabaseUrl(env: Env): string | undefined {
  const text = given(env, 'DATABASE_URL')
  if (text === undefined) return undefined
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return text
  // The value is not shown: it may hold a password.
  throw new CannotStart(
    '环境变量 DATABASE_URL 不是 PostgreSQL 地址，请填写类似 postgres://user:password@host:5432/hutong 的地址，或删除该变量以使用内置数据库。',
    'DATABASE_URL is not a PostgreSQL address: give one like postgres://user:password@host:5432/hutong, or unset it to use the embedded database.',
  )
}

function readChoice(env: Env, name: string, choices: readonly string[], fallback: string): string {
  const text = given(env, name)
  if (text === undefined) return fallback
  if (choices.includes(text)) return text
  throw new CannotStart(
    `环境变量 ${name} 的值“${text}”无效，可选：${choices.join('、')}。`,
    `${name} is "${text}"; it can be ${choices.join(', ')}.`,
  )
}

function readList(env: Env, name: string): string[] {
  return (given(env, name) ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function readOperatorPassword(env: Env): string | undefined {
  const password = given(env, 'HUTONG_OPERATOR_PASSWORD')
  if (password === undefined || password.length >= 12) return password
  throw new CannotStart(
    'HUTONG_OPERATOR_PASSWORD 太短：至少 12 个字符。',
    'HUTONG_OPERATOR_PASSWORD is too short: at least 12 characters.',
  )
}

function readInstitutions(env: Env): unknown {
  const text = given(env, 'HUTONG_INSTITUTIONS')
  if (text === undefined) return undefined
  try {
    return JSON.parse(text.startsWith('{') ? text : readFileSync(text, 'utf8'))
  } catch (cause) {
    // Neither the text nor the parser's message is shown: both may quote a private key.
    const which = text.startsWith('{') ? 'JSON' : text
    throw new CannotStart(
      `环境变量 HUTONG_INSTITUTIONS 无法读取（${which}）：请填写 JSON 文件的路径或 JSON 本身。`,
      `HUTONG_INSTITUTIONS cannot be read (${which}): give the path of a JSON file, or the JSON itself.`,
      (cause as NodeJS.ErrnoException).code === undefined ? undefined : { cause },
    )
  }
}
