import { formatYuan } from '../shared/format-amount.js'
import { formatMoment } from '../shared/format-time.js'
import { useSay } from '../shared/language.js'
import { useAnswer } from '../shared/use-answer.js'
import {
  declineOrder,
  finishRefund,
  listNotices,
  type OrderRecord,
  payOrder,
  type RefundRecord,
} from './control-calls.js'
import { NoticeCard } from './notice-card.js'
import { Instead, Pill } from './parts.js'
import { SendNotice } from './send-notice.js'
import { refundWord } from './state-words.js'
import { useAction } from './tell.js'

export function OrderDetails({ order, news }: { order: OrderRecord; news: number }) {
  const say = useSay()
  const { busy, run } = useAction()
  const notices = useAnswer(() => listNotices(order.outTradeNo), [order.outTradeNo, news])
  const payable = order.code !== null && order.paidAt === null
  // One number may exist at both institutions.
  const own =
    notices.state === 'done' ? notices.value.filter((one) => one.institution === order.institution) : []
  return (
    <div class="details">
      <dl class="facts">
        <Fact name={say('机构状态', 'Institution’s state')} value={order.state} />
        <Fact name={say('机构单号', 'Institution’s number')} value={order.transactionId} />
        <Fact
          name={say('付款时间', 'Paid at')}
          value={order.paidAt && formatMoment(Date.parse(order.paidAt))}
        />
        <Fact name={say('付款人', 'Payer')} value={order.payer} />
      </dl>
      {payable && (
        <div class="buttons">
          <a
            class="button primary"
            href={`/phone?open=${encodeURIComponent(order.code!)}`}
            target="_blank"
            rel="noopener"
          >
            {say('用手机付款', 'Pay with the phone')}
          </a>
          <button
            type="button"
            disabled={busy}
            onClick={() => void run(() => payOrder(order), say('已付款', 'Paid'))}
          >
            {say('直接付款', 'Pay right away')}
          </button>
          <button
            type="button"
            disabled={busy}
            onClick={() =>
              void run(
                () => declineOrder(order),
                say(
                  '付款人这一次没付成，订单仍可付款',
                  'The payer’s try failed; the order can still be paid',
                ),
              )
            }
          >
            {say('让付款失败一次', 'Let one try fail')}
          </button>
        </div>
      )}
      {order.refunds.length > 0 && (
        <>
          <h3>{say('退款', 'Refunds')}</h3>
          <ul class="refunds">
            {order.refunds.map((refund) => (
              <RefundRow key={refund.outRefundNo} order={order} refund={refund} />
            ))}
          </ul>
        </>
      )}
      <h3>{say('通知', 'Notices')}</h3>
      <Instead
        loaded={notices}
        isEmpty={() => own.length === 0}
        empty={say('还没有通知。付款或退款后会发出。', 'None yet; they are sent after a payment or refund.')}
      />
      {own.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
      {order.paidAt !== null && <SendNotice order={order} />}
    </div>
  )
}

function Fact({ name, value }: { name: string; value: string | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="mono">{value ?? '—'}</dd>
    </div>
  )
}

function RefundRow({ order, refund }: { order: OrderRecord; refund: RefundRecord }) {
  const say = useSay()
  const { busy, run } = useAction()
  const { tone, word } = refundWord(refund.state, say)
  const finish = (state: string, done: string) => () =>
    void run(() => finishRefund(order.institution, refund.outRefundNo, state), done)
  return (
    <li>
      <span class="mono">{refund.outRefundNo}</span>
      <b>{formatYuan(refund.amountMinor)}</b>
      <Pill tone={tone}>{word}</Pill>
      {refund.state === 'PROCESSING' && (
        <span class="buttons">
          <button
            type="button"
            disabled={busy}
            onClick={finish('SUCCESS', say('退款成功', 'Refund succeeded'))}
          >
            {say('退款成功', 'Succeed')}
          </button>
          <button
            type="button"
            disabled={busy}
            onClick={finish('ABNORMAL', say('已设为退款异常', 'Refund is abnormal'))}
          >
            {say('异常', 'Abnormal')}
          </button>
          <button
            type="button"
            disabled={busy}
            onClick={finish('CLOSED', say('退款已关闭', 'Refund closed'))}
          >
            {say('关闭', 'Close')}
          </button>
        </span>
      )}
    </li>
  )
}
