import { expect, it } from 'vitest'
import { until } from '../support/index.js'
import { cashierOn, findBarriers, mallOn, phoneOn, setStage } from './support/index.js'

const stage = setStage()

it('paid twice: the second payment is on its way back, and then it is back', async () => {
  const { street } = stage
  const handset = await stage.eyes.onPhone()
  const cashier = cashierOn(handset)
  const { id, cashierUrl } = await street.placeCheckout()
  await cashier.open(cashierUrl)
  // WeChat Pay says that it closed its order, and has not: both can be paid.
  await street.records.addFault({
    institution: 'wechatpay',
    operation: 'close',
    effect: 'fail',
    params: { status: 400, code: 'ORDER_CLOSED' },
  })
  await street.records.addFault({
    institution: 'wechatpay',
    operation: 'refund',
    effect: 'refund_processing',
  })
  await cashier.choose('微信支付')
  await cashier.pay()
  await phoneOn(handset, street.phoneUrl).says('付款给')
  await cashier.open(cashierUrl)
  await cashier.shows('请在微信完成付款')
  await cashier.payAnotherWay()
  await cashier.showCode('支付宝')

  const phone = phoneOn(await stage.eyes.onPhone(), street.phoneUrl)
  await phone.openScanner('支付宝')
  await phone.scanPicture(await cashier.saveCode())
  await phone.pay()
  await cashier.shows('付款成功')

  await street.records.pay(await street.orderOf(id, 'wechatpay'))
  await cashier.says(/这笔单收到了两次付款，多付的 ¥164\.00\s*正在原路退回，无需操作。/)
  expect(await findBarriers(handset)).toEqual([])
  const owed = await until('the refund is under way', async () => {
    const order = await street.orderOf(id, 'wechatpay')
    return order.refunds.length === 1 && order
  })
  await street.records.finishRefund(owed)
  await cashier.says('已原路退回。')
  await cashier.shows('付款成功')
})

it('expires while the shopper looks on', async () => {
  const cashier = cashierOn(await stage.eyes.atDesk())
  const { id, cashierUrl } = await stage.street.placeCheckout()
  await cashier.open(cashierUrl)
  await cashier.showCode('支付宝')
  await stage.street.letDeadlinePass(id)
  await cashier.shows('付款已超时')
  await cashier.says('这笔单没有扣款。想要的话，请回商城重新下单。')
})

it('closed by the shopper in the shop: a cashier that is still open says so', async () => {
  const desk = await stage.eyes.atDesk()
  const mall = mallOn(desk, stage.street.mallUrl)
  await mall.open()
  await mall.putIntoCart('桂花糕')
  await mall.openCart()
  await mall.checkOut()
  await mall.fillAddress()
  await mall.placeOrder()
  const cashier = cashierOn(desk)
  await cashier.shows('选择支付方式')

  const another = await desk.context().newPage()
  await another.goto(`${stage.street.mallUrl}/orders`)
  await another.getByRole('link', { name: /^HM\d{8}-/ }).click()
  const order = mallOn(another, stage.street.mallUrl)
  await order.cancelOrder()
  await order.orderState('已取消')
  await cashier.shows('付款已取消')
  await cashier.backToShop()
  await mall.orderState('已取消')
})

it('a link that is not whole says so, and nothing else', async () => {
  const cashier = cashierOn(await stage.eyes.atDesk())
  const { cashierUrl } = await stage.street.placeCheckout()
  stage.eyes.complaints.expect(/40[134] .*\/cashier\/api\//)
  await cashier.open(cashierUrl.slice(0, -4))
  await cashier.shows('付款链接无效')
})
