import type { Say } from './language.js'
import type { Order, OrderState } from './shop-types.js'

export type Mood = 'due' | 'good' | 'back' | 'over' | 'wait'

export function describeOrderState(state: OrderState, say: Say): { words: string; mood: Mood } {
  switch (state) {
    case 'unpaid':
      return { words: say('待付款', 'To be paid'), mood: 'due' }
    case 'confirming':
      return { words: say('确认中', 'Being confirmed'), mood: 'wait' }
    case 'paid':
      return { words: say('已付款', 'Paid'), mood: 'good' }
    case 'part_refunded':
      return { words: say('部分退款', 'Partly refunded'), mood: 'back' }
    case 'refunded':
      return { words: say('已退款', 'Refunded'), mood: 'back' }
    case 'expired':
      return { words: say('已超时关闭', 'Closed: not paid in time'), mood: 'over' }
    case 'cancelled':
      return { words: say('已取消', 'Cancelled'), mood: 'over' }
    case 'unclear':
      return { words: say('付款状态查询中', 'Looking up the payment'), mood: 'wait' }
  }
}

export function explainOrderState(order: Order, say: Say): string {
  switch (order.state) {
    case 'unpaid':
      return say(
        '货给您留着，付款后各家店铺分别发货。',
        'The goods are kept for you; each shop ships once you have paid.',
      )
    case 'confirming':
      return say(
        '正在向支付机构确认最终结果，请不要重复付款。',
        'We are confirming the final result with the institution; please do not pay again.',
      )
    case 'paid':
      return say('各家店铺已收到订单，正在备货。', 'The shops have your order and are packing.')
    case 'part_refunded':
      return say(
        '部分款项已原路退回，其余商品照常发货。',
        'Part of the money went back the way it came; the rest is shipped as usual.',
      )
    case 'refunded':
      return say('款项已全部原路退回。', 'All of the money went back the way it came.')
    case 'expired':
      return say('没有在时间内付款，没有扣款。', 'It was not paid in time; nothing was charged.')
    case 'cancelled':
      return say('订单已取消，没有扣款。', 'The order was cancelled; nothing was charged.')
    case 'unclear':
      return say(
        '暂时联系不上支付平台；已付的款不会丢，请不要重复付款。',
        'The payment platform cannot be reached right now. Anything you paid is safe; please do not pay again.',
      )
  }
}

/** The platform's notices in the shop's words. */
export function describeTelling(type: string, say: Say): string {
  switch (type) {
    case 'checkout.paid':
      return say('收到付款通知', 'Told that it is paid')
    case 'checkout.closed':
      return say('收到关闭通知', 'Told that it is closed')
    case 'refund.succeeded':
      return say('收到退款成功通知', 'Told that a refund is done')
    case 'refund.failed':
      return say('收到退款失败通知', 'Told that a refund failed')
    case 'refund.abnormal':
      return say('收到退款异常通知', 'Told that a refund needs help')
    default:
      return type
  }
}
