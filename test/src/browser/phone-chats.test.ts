import { expect, it } from 'vitest'
import { findBarriers, phoneOn, setPhoneStage } from './support/index.js'

const stage = setPhoneStage()

async function ofMiniProgram(path: string, body?: object): Promise<Record<string, string>> {
  const { baseUrl, miniAppid, miniAppSecret } = stage.sandbox.credentials.officialAccount
  const key = new URLSearchParams({
    grant_type: 'client_credential',
    appid: miniAppid,
    secret: miniAppSecret,
  })
  const { access_token } = (await (await fetch(`${baseUrl}/cgi-bin/token?${key}`)).json()) as {
    access_token: string
  }
  const answer = await fetch(`${baseUrl}${path}?access_token=${access_token}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  return (await answer.json()) as Record<string, string>
}

it('a mini-program’s user agrees to one message, gets it, and proves who it is', async () => {
  const { sandbox, eyes } = stage
  const { priTmplId: template_id } = await ofMiniProgram('/wxaapi/newtmpl/addtemplate', {
    title: '发货提醒',
    content: '快递：{{thing1.DATA}}',
  })
  const page = await eyes.onPhone()
  await phoneOn(page, `${sandbox.homeUrl}/phone`).open()
  await page.getByRole('button', { name: /^聊天/ }).click()
  await page.getByRole('button', { name: /^小程序/ }).click()
  await page.getByText('订阅消息').click()
  await page.getByRole('button', { name: '允许一次：发货提醒' }).click()
  await page.getByText('还可收 1 条').waitFor()
  expect(await findBarriers(page)).toEqual([])

  await page.getByRole('button', { name: 'wx.login 取 code' }).click()
  const code = await page.getByRole('status').locator('code').innerText()
  const { baseUrl, miniAppid, miniAppSecret } = sandbox.credentials.officialAccount
  const query = new URLSearchParams({
    appid: miniAppid,
    secret: miniAppSecret,
    js_code: code,
    grant_type: 'authorization_code',
  })
  const { openid } = (await (await fetch(`${baseUrl}/sns/jscode2session?${query}`)).json()) as {
    openid: string
  }
  const sent = await ofMiniProgram('/cgi-bin/message/subscribe/send', {
    touser: openid,
    template_id,
    data: { thing1: { value: '已发出' } },
  })
  expect(sent.errcode).toBe(0)
  await page.getByText('已发出').waitFor()
  await page.getByText('还可收 0 条').waitFor()
})
