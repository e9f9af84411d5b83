import { randomBytes, randomInt } from 'node:crypto'

/** An official account and a mini-program of the same owner, as their settings pages show them. */
export interface OfficialAccountKeys {
  /** The account's app id: the one that WeChat Pay orders of the first merchant name. */
  appid: string
  appSecret: string
  originalId: string
  miniAppid: string
  miniAppSecret: string
  miniOriginalId: string
  /** For the message push; the address itself is set over the control API. */
  pushToken: string
  encodingAesKey: string
}

export function createOfficialAccountKeys(appid: string): OfficialAccountKeys {
  return {
    appid,
    appSecret: randomBytes(16).toString('hex'),
    originalId: `gh_${randomBytes(6).toString('hex')}`,
    miniAppid: `wx${randomBytes(8).toString('hex')}`,
    miniAppSecret: randomBytes(16).toString('hex'),
    miniOriginalId: `gh_${randomBytes(6).toString('hex')}`,
    pushToken: letters(24),
    encodingAesKey: letters(43),
  }
}

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function letters(length: number): string {
  return Array.from({ length }, () => ALPHANUMERIC[randomInt(ALPHANUMERIC.length)]).join('')
}
