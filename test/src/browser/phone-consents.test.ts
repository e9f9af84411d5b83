import { AlipaySdk } from 'alipay-sdk'
import { expect, it } from 'vitest'
import { findBarriers, phoneOn, setPhoneStage } from './support/index.js'

const stage = setPhoneStage()
const phoneUrl = () => `${stage.sandbox.homeUrl}/phone`

it('a contract is signed by its link, listed, and ended', async () => {
  const { eyes, merchant } = stage
  const { redirect_url: link = '' } = await merchant.post(
    '/v3/papay/scheduled-deduct-sign/contracts/pre-entrust-sign/jsapi',
    {
      appid: merchant.appid,
      plan_id: 12535,
      out_contract_code: 'C1',
      contract_display_account: '茶友小明',
      contract_notify_url: 'http://127.0.0.1:9/notice',
    },
  )
  const page = await eyes.atDesk()
  const phone = phoneOn(page, phoneUrl())
  await phone.openScanner('微信')
  await phone.typeCode(link)
  await phone.says('账户：茶友小明')
  expect(await findBarriers(page)).toEqual([])
  await page.getByRole('button', { name: /^同意并签约/ }).click()
  await page.getByRole('dialog', { name: '签约自动扣费' }).waitFor()
  await page.keyboard.type('123456')
  await phone.says('已签约，现在没有扣款。')

  await phone.openWallet('微信')
  await page.getByRole('button', { name: '我的授权' }).click()
  await phone.says('C1')
  expect(await findBarriers(page)).toEqual([])
  await page.getByRole('button', { name: /^解约/ }).click()
  await page.getByRole('button', { name: /^确定解约/ }).click()
  await phone.says('已解约，商家不能再扣款。')
  await phone.says('没有生效的签约与授权')
  const [contract] = stage.sandbox.control.wechatpay.contracts()
  expect(contract?.terminated).toMatchObject({ mode: 'USER_TERMINATE' })
})

it('an agreement at Alipay is cancelled, and leads back to the shop', async () => {
  const { appId, appPrivateKey, alipayPublicKey, gateway } = stage.sandbox.credentials.alipay
  const sdk = new AlipaySdk({ appId, privateKey: appPrivateKey, keyType: 'PKCS8', alipayPublicKey, gateway })
  const link = sdk.pageExecute('alipay.user.agreement.page.sign', 'GET', {
    return_url: `${phoneUrl()}?back=1`,
    bizContent: {
      personal_product_code: 'GENERAL_WITHHOLDING_P',
      sign_scene: 'INDUSTRY|CARRENTAL',
      external_agreement_no: 'A1',
      access_params: { channel: 'QRCODE' },
    },
  })
  const page = await stage.eyes.onPhone()
  const phone = phoneOn(page, phoneUrl())
  await phone.openScanner('支付宝')
  await phone.typeCode(link)
  await page.getByRole('heading', { name: '签约自动扣款' }).waitFor()
  await page.getByRole('button', { name: /^取消/ }).click()
  await phone.says('已取消，没有签约，没有扣款。')
  await page.getByRole('link', { name: '返回网页' }).click()
  await page.waitForURL(/back=1/)
})

it('an authorisation asks before it tells the profile, and goes back with a code', async () => {
  const { baseUrl, appid } = stage.sandbox.credentials.officialAccount
  const query = new URLSearchParams({
    appid,
    redirect_uri: `${phoneUrl()}?back=1`,
    response_type: 'code',
    scope: 'snsapi_userinfo',
    state: 's1',
  })
  const page = await stage.eyes.onPhone()
  const phone = phoneOn(page, phoneUrl())
  await phone.openScanner('微信')
  await phone.typeCode(`${baseUrl}/connect/oauth2/authorize?${query}#wechat_redirect`)
  await phone.says('申请获取你的资料')
  expect(await findBarriers(page)).toEqual([])
  await page.getByRole('button', { name: /^允许/ }).click()
  await page.getByRole('link', { name: '返回网页' }).click()
  await page.waitForURL(/code=\w+&state=s1/)
})
