import { useLayoutEffect, useRef } from 'preact/hooks'
import { formatYuan } from '../shared/format-amount.js'
import { type Say, useLanguage, useSay } from '../shared/language.js'
import type { Payment } from './use-payment.js'
import { type CodeView, payableMinor, safeReturnUrl } from './wallet-calls.js'

interface Told {
  sign: 'done' | 'no' | 'wait'
  title: string
  detail: string
  again?: string
}

const ENDED: Record<CodeView['state'], (say: Say) => Told> = {
  payable: (say) => ({ sign: 'wait', title: say('可以付款', 'Payable'), detail: '' }),
  paid: (say) => ({
    sign: 'done',
    title: say('这笔订单已付过款', 'This order is already paid'),
    detail: say('不用再付。', 'There is nothing more to pay.'),
  }),
  closed: (say) => ({
    sign: 'no',
    title: say('订单已关闭', 'The order is closed'),
    detail: say('没有付款。请回到商店重新下单。', 'Nothing was paid. Go back to the shop and order again.'),
  }),
  expired: (say) => ({
    sign: 'no',
    title: say('二维码已过期', 'The code has expired'),
    detail: say('没有付款。请让商店给出新的二维码。', 'Nothing was paid. Ask the shop for a new code.'),
  }),
}

const REFUSED_TITLES: Record<string, [string, string]> = {
  not_this_wallet: ['无法识别该二维码', 'This wallet cannot read the code'],
  unknown_code: ['无法识别该二维码', 'Unknown code'],
  expired: ['二维码已过期', 'The code has expired'],
  closed: ['订单已关闭', 'The order is closed'],
  already_paid: ['这笔订单已付过款', 'This order is already paid'],
  not_enough: ['余额不足', 'Not enough money'],
  wrong_invocation_signature: ['调起支付没有通过', 'The invocation was refused'],
}

function tell(payment: Payment, say: Say, language: 'zh' | 'en'): Told {
  switch (payment.kind) {
    case 'paid':
      return { sign: 'done', title: say('付款成功', 'Paid'), detail: '' }
    case 'ended':
      return ENDED[payment.view.state](say)
    case 'cancelled':
      return {
        sign: 'no',
        title: say('已取消，没有付款', 'Cancelled, nothing was paid'),
        detail: say(
          '订单还在，过期前可以再扫码付款。',
          'The order remains and may be paid until it expires.',
        ),
      }
    case 'refused': {
      const [zh, en] = REFUSED_TITLES[payment.refusal.code] ?? ['不能付款', 'It cannot be paid']
      return {
        sign: payment.refusal.code === 'already_paid' ? 'done' : 'no',
        title: say(zh, en),
        detail: payment.refusal[language],
      }
    }
    case 'unknown':
      return {
        sign: 'wait',
        title: say('还不知道是否付成功', 'Not known whether it was paid'),
        detail: say(
          '连接断了，钱可能已经付出。先查询，不要重复付款。',
          'The line broke and the money may have moved. Ask first; do not pay twice.',
        ),
        again: say('查询结果', 'Ask for the result'),
      }
    default:
      return {
        sign: 'wait',
        title: say('沙箱没有回答', 'The sandbox did not answer'),
        detail: say('没有付款。请确认沙箱在运行。', 'Nothing was paid. Check that the sandbox is running.'),
        again: say('再试一次', 'Try again'),
      }
  }
}

export function PayResult({
  payment,
  returnUrl,
  onLook,
  onLeave,
}: {
  payment: Payment
  returnUrl: string | null
  onLook: () => void
  onLeave: () => void
}) {
  const say = useSay()
  const told = tell(payment, say, useLanguage())
  const view = 'view' in payment ? payment.view : null
  const back = safeReturnUrl(view?.returnUrl) ?? returnUrl
  const title = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => title.current?.focus({ preventScroll: true }), [payment.kind])
  return (
    <section class={`result ${told.sign}`}>
      <ResultSign sign={told.sign} />
      <h2 ref={title} tabIndex={-1}>
        {told.title}
      </h2>
      {payment.kind === 'paid' && <p class="result-amount">{formatYuan(payableMinor(payment.view))}</p>}
      {told.detail && <p class="result-detail">{told.detail}</p>}
      {view && (
        <p class="result-what">
          {view.payee}
          <span>{view.description}</span>
        </p>
      )}
      <div class="result-buttons">
        {told.again && (
          <button type="button" class="primary" onClick={onLook}>
            {told.again}
          </button>
        )}
        {back && (
          <a class={told.again ? 'button' : 'button primary'} href={back} target="_top">
            {say('返回商家', 'Back to the shop')}
          </a>
        )}
        <button type="button" class={back || told.again ? 'quiet' : 'primary'} onClick={onLeave}>
          {payment.kind === 'paid' ? say('完成', 'Done') : say('返回', 'Back')}
        </button>
      </div>
    </section>
  )
}

export function ResultSign({ sign }: { sign: Told['sign'] }) {
  return (
    <svg class="result-sign" viewBox="0 0 72 72" width="88" height="88" aria-hidden="true">
      <circle cx="36" cy="36" r="32" />
      {sign === 'done' && <path d="m22 37 10 10 19-21" />}
      {sign === 'no' && <path d="M36 21v19M36 50v.5" />}
      {sign === 'wait' && <path d="M36 21v16l10 7" />}
    </svg>
  )
}
