import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AccountUnderTest, startAccountUnderTest } from './account-under-test.js'

let parent: string
let before: AccountUnderTest
beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'hutong-account-'))
  before = await startAccountUnderTest({ dataFolder: join(parent, 'before') })
})
afterAll(async () => {
  await before.stop()
  rmSync(parent, { recursive: true, force: true })
})

it('followers, menus, templates, chats, tokens and open reviews are as they were after a kill', async () => {
  const button = [{ type: 'click', name: '客服', key: 'K' }]
  await before.phone('/follow', {})
  await before.asAccount('/cgi-bin/user/info/updateremark', { openid: before.openid, remark: '老客' })
  await before.asAccount('/cgi-bin/menu/create', { button })
  await before.asAccount('/cgi-bin/template/api_add_template', { title: '付款', content: '{{thing1.DATA}}' })
  await before.phone('/say', { app: 'account', text: '在吗' })
  const commit = { template_id: 1, ext_json: '{}', user_version: 'V1', user_desc: '初版' }
  expect((await before.asMini('/wxa/commit', commit)).errcode).toBe(0)
  const { auditid } = await before.asMini('/wxa/submit_audit', {})
  const queries = (own: AccountUnderTest) =>
    Promise.all([
      own.asAccount('/cgi-bin/user/get'),
      own.asAccount(`/cgi-bin/user/info?openid=${own.openid}&lang=zh_CN`),
      own.asAccount('/cgi-bin/menu/get'),
      own.asAccount('/cgi-bin/template/get_all_private_template'),
      own.asAccount('/cgi-bin/ticket/getticket?type=jsapi'),
      own.asMini('/wxa/get_latest_auditstatus'),
      own.chat(),
    ])
  const known = await queries(before)
  expect(known.every((one) => !('errcode' in one) || one.errcode === 0)).toBe(true)

  // What is on the disk now is what a process that was killed leaves, its lock included.
  const folder = join(parent, 'after')
  cpSync(join(parent, 'before'), folder, { recursive: true })
  const after = await startAccountUnderTest({ dataFolder: folder })
  const again = await queries(after)
  // A ticket's remaining seconds go down.
  const timeless = (all: unknown) => JSON.stringify(all).replaceAll(/"expires_in":\d+/g, '')
  expect(timeless(again)).toBe(timeless(known))
  const decided = await after.control(`/mini-program/audits/${auditid}/decide`, { decision: 'approve' })
  expect(decided.status).toBe(200)
  expect((await after.asMini('/wxa/release', {})).errcode).toBe(0)
  await after.stop()
}, 30_000)
