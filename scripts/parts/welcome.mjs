import { columns } from './say.mjs'

/** What runs where, how to sign in, and what to do first. */
export function welcome({ sandbox, platform, mall }) {
  const { demo } = platform
  const signIn = (user) => (user === undefined ? '' : `${user.username} / ${user.password}`)
  const waiting = demo?.sellers?.length > 1 ? demo.sellers.at(-1) : undefined
  const rows = [
    ...(mall === undefined ? [] : [['演示商城', 'Mall', mall.url, '']]),
    ['收银台', 'Cashier', `${platform.url}/cashier/`, '结算时打开  opens at checkout'],
    ['商家工作台', 'Workbench', `${platform.url}/workbench/`, signIn(demo?.workbench)],
    ...(waiting === undefined
      ? []
      : [['  待答复邀请的店铺', '  a seller with a letter', `${platform.url}/workbench/`, signIn(waiting)]]),
    ['运营控制台', 'Console', `${platform.url}/console/`, signIn(demo?.console)],
    ['接口文档', 'API docs', `${platform.url}/docs`, demo === undefined ? '' : `API key  ${demo.apiKey}`],
    ['手机', 'Phone', `${sandbox.homeUrl}/phone`, '支付密码  password  123456'],
    ['沙箱首页', 'Sandbox', sandbox.homeUrl, ''],
    ['微信支付', 'WeChat Pay', sandbox.wechatpayUrl, 'APIv3'],
    ['支付宝', 'Alipay', `${sandbox.alipayUrl}/gateway.do`, ''],
  ]
  return `
Hutong 互通 已启动 is running

${columns(rows)}

下一步：打开演示商城，下单后在收银台选择微信支付或支付宝，用“手机”付款，再到工作台查看订单或退款。
Next: open the mall, place an order, choose WeChat Pay or Alipay in the cashier, pay with the phone; then see it in the workbench, or refund it there.
Ctrl-C 停止 stops everything.   npm run reset 清空数据 deletes all data.
`
}
