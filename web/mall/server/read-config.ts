import { join } from 'node:path'

export interface MallConfig {
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  readonly hutongUrl: string
  readonly apiKey: string
  /** More than one while a secret is being rotated. */
  readonly webhookSecrets: readonly string[]
}

/** A setting that the shop cannot start with; the sentence says which and how to put it right. */
export class ConfigProblem extends Error {}

export function readConfig(env: Readonly<Record<string, string | undefined>>): MallConfig {
  const apiKey = env.HUTONG_API_KEY ?? ''
  if (!apiKey) {
    throw new ConfigProblem(
      '请设置 HUTONG_API_KEY（互通平台的 API 密钥，hk_ 开头）。Set HUTONG_API_KEY to an API key of the platform (hk_…).',
    )
  }
  return {
    port: readPort(env.MALL_PORT ?? '3200'),
    host: env.MALL_HOST ?? '127.0.0.1',
    dataFolder: env.MALL_DATA ?? join(env.HUTONG_DATA ?? '.hutong', 'mall'),
    hutongUrl: readUrl(env.HUTONG_API_URL ?? 'http://127.0.0.1:3000'),
    apiKey,
    webhookSecrets: (env.HUTONG_WEBHOOK_SECRET ?? '')
      .split(',')
      .map((secret) => secret.trim())
      .filter((secret) => secret !== ''),
  }
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new ConfigProblem(
    `MALL_PORT 应为 0 到 65535 的整数，现在是 ${text}。MALL_PORT must be a whole number from 0 to 65535, not ${text}.`,
  )
}

function readUrl(text: string): string {
  if (URL.canParse(text) && /^https?:/.test(text)) return text
  throw new ConfigProblem(
    `HUTONG_API_URL 应为 http(s) 地址，现在是 ${text}。HUTONG_API_URL must be an http(s) address, not ${text}.`,
  )
}
