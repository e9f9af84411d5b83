import type { CodeView } from '../../core/institution.js'
import { yuanFromFen } from '../price.js'
import { CROSS, escapeHtml, HEADER, pageHtml, scriptData, TICK } from './layout.js'

export interface CashierPage {
  view: CodeView
  /** The QR as SVG markup. */
  qrSvg: string
  phoneLink: string
  stateUrl: string
  nonce: string
  /** Only the QR, for a cashier inside the merchant's frame. */
  bareWidth: number | null
  /** wap: go to the wallet at once. */
  jumps: boolean
}

/** The cashier of page.pay, the jump page of wap.pay: both wait for the payment and then go back to the merchant. */
export function cashierHtml(page: CashierPage): string {
  const script = FOLLOW.replace('__DATA__', () =>
    scriptData({
      state: page.view.state,
      stateUrl: page.stateUrl,
      phoneLink: page.phoneLink,
      jumps: page.jumps && page.view.state === 'payable',
    }),
  )
  const { nonce } = page
  if (page.bareWidth !== null) {
    const qr = `<div class="qr" id="open" style="width:${page.bareWidth}px">${page.qrSvg}</div>${ENDS}`
    return pageHtml({ title: '扫码支付', main: qr, script, nonce, bare: true })
  }
  const main = `${HEADER}<main>${orderHead(page.view)}
<div class="card"><div id="open">${page.jumps ? jumpWay(page) : deskWays(page)}</div>${ENDS}</div>
<p class="note">这是本机沙箱，付款不会动用真实资金。<br>This is a sandbox on your own machine.</p></main>`
  return pageHtml({ title: '收银台', main, script, nonce })
}

function orderHead(view: CodeView): string {
  return `<div class="order"><div><h1>${escapeHtml(view.description)}</h1>
<p>收款方：${escapeHtml(view.payee)}</p><p>订单号 ${escapeHtml(view.outTradeNo)}</p></div>
<div class="amount"><small>¥</small> ${yuanFromFen(view.amountMinor)}</div></div>`
}

function deskWays(page: CashierPage): string {
  return `<div class="ways">
<section class="way scan"><h2>用支付宝扫码付款</h2><div class="qr">${page.qrSvg}</div>
<p class="en">Scan with the Alipay wallet of the sandbox phone</p></section>
<section class="way here"><h2>在本机登录付款</h2><p>没有扫码设备？打开沙箱手机，直接在这台设备上付款。</p>
<a class="button" href="${escapeHtml(page.phoneLink)}">登录支付宝付款</a>
<p class="en">Log in on this device and pay with the sandbox phone</p></section></div>`
}

function jumpWay(page: CashierPage): string {
  const back = page.view.returnUrl
  return `<div class="state"><h1>正在打开支付宝…</h1><p>Opening the wallet</p>
<a class="button" href="${escapeHtml(page.phoneLink)}">打开支付宝付款</a>
${back && /^https?:/i.test(back) ? `<p class="back"><a href="${escapeHtml(back)}">返回商家 Back to the shop</a></p>` : ''}</div>`
}

const ENDS = `
<div class="state" id="paid" role="status" hidden>${TICK}<h1>付款成功</h1><p id="back">正在返回商家…</p><p class="en">Paid. Going back to the shop.</p></div>
<div class="state" id="closed" role="status" hidden>${CROSS}<h1>订单已关闭</h1><p>没有扣款，请回到商家页面重新下单。</p><p class="en">The order is closed; nothing was charged.</p></div>
<div class="state" id="expired" role="status" hidden>${CROSS}<h1>订单已超时</h1><p>没有扣款，请回到商家页面重新下单。</p><p class="en">The time to pay is over; nothing was charged.</p></div>`

const FOLLOW = `
const page = __DATA__
const show = (state, returnUrl) => {
  const ended = state !== 'payable'
  document.getElementById('open').hidden = ended
  for (const id of ['paid', 'closed', 'expired']) document.getElementById(id).hidden = id !== state
  if (state !== 'paid') return ended
  if (returnUrl) setTimeout(() => window.top.location.assign(returnUrl), 1200)
  else document.getElementById('back').textContent = '可以关闭此页面。'
  return true
}
const ask = async () => {
  let ended = false
  try {
    const answer = await fetch(page.stateUrl, { cache: 'no-store' })
    const view = await answer.json()
    ended = show(view.state, view.returnUrl)
  } catch {}
  if (!ended) setTimeout(ask, 1200)
}
ask()
if (page.jumps) {
  // Once only: who comes back from the wallet wants to stay here.
  const mark = 'jumped ' + location.pathname
  let before = false
  try { before = sessionStorage.getItem(mark) === '1'; sessionStorage.setItem(mark, '1') } catch {}
  if (!before) setTimeout(() => location.assign(page.phoneLink), 600)
}
`
