import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import QRCode from 'qrcode'
import type { CodeView } from '../core/institution.js'
import type { Desk } from './desk.js'
import { type Order, WALLET_OF_ACCOUNT } from './order-book.js'
import { viewOf } from './take-payment.js'
import { codeText } from './wallet-side.js'

const PAGE = /^\/(r|h5)\/([0-9A-Za-z]{24})(\/state)?$/

/** The aggregated cashier in a browser, and the jump of an Alipay mobile page; false when the path is neither. */
export async function answerPage(desk: Desk, path: string, response: ServerResponse): Promise<boolean> {
  const match = PAGE.exec(path)
  if (!match) return false
  const order = desk.book.orderByHandle(match[2]!)
  const link = order && codeText(desk, order)
  if (!order || !link) {
    html(response, 404, '', message('二维码无效', '请回到商家页面重新获取。This code is not valid.'))
    return true
  }
  const view = viewOf(desk, order, WALLET_OF_ACCOUNT[order.accountTypes[0]!])
  if (match[3]) {
    const body = JSON.stringify({
      state: view.state,
      returnUrl: view.state === 'paid' ? view.returnUrl : null,
    })
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    response.end(body)
    return true
  }
  if (match[1] === 'h5') {
    response.writeHead(302, { Location: desk.core.phoneLink(link) })
    response.end()
    return true
  }
  await counterPage(desk, order, view, link, response)
  return true
}

const ENDED: Record<Exclude<CodeView['state'], 'payable'>, string> = {
  paid: '已支付 Paid',
  closed: '订单已关闭 Closed',
  expired: '订单已过支付时间 Expired',
}

async function counterPage(
  desk: Desk,
  order: Order,
  view: CodeView,
  link: string,
  response: ServerResponse,
): Promise<void> {
  const nonce = randomBytes(12).toString('base64')
  const yuan = `${Math.floor(view.amountMinor / 100)}.${String(view.amountMinor % 100).padStart(2, '0')}`
  const order1 = `<h1>${escapeHtml(view.payee)}</h1><p>${escapeHtml(view.description)}</p><p class="amount">¥${yuan}</p>`
  if (view.state !== 'payable') {
    html(response, 200, nonce, `${order1}<p role="status"><strong>${ENDED[view.state]}</strong></p>`)
    return
  }
  const svg = await QRCode.toString(link, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' })
  const names = order.accountTypes.map((account) => (account === 'WECHAT' ? '微信 WeChat' : '支付宝 Alipay'))
  const main = `${order1}<div class="qr">${svg}</div>
<p>用${names.join(' 或 ')}扫码付款<br><small>Scan with ${names.join(' or ')}; no real money moves</small></p>
<p><a href="${escapeHtml(desk.core.phoneLink(link))}">在模拟手机上打开 Open on the simulated phone</a></p>
<script nonce="${nonce}">setInterval(async()=>{const a=await fetch(location.pathname+'/state').then(r=>r.json()).catch(()=>null);if(a&&a.state!=='payable'){if(a.returnUrl)location.href=a.returnUrl;else location.reload()}},2000)</script>`
  html(response, 200, nonce, main)
}

function message(title: string, text: string): string {
  return `<h1>${title}</h1><p>${text}</p>`
}

function html(response: ServerResponse, status: number, nonce: string, main: string): void {
  const script = nonce === '' ? "'none'" : `'nonce-${nonce}'`
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; script-src ${script}; connect-src 'self'; base-uri 'none'`,
  })
  response.end(`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>聚合收银台 · 沙箱</title>
<style>body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f3f5f7;color:#16202a;font:16px/1.6 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif}
main{background:#fff;border:1px solid #dfe4e9;border-radius:14px;padding:28px;text-align:center;max-width:380px}
h1{font-size:18px;margin:0}p{margin:8px 0;overflow-wrap:anywhere}small{color:#52606d}.amount{font-size:32px;font-weight:700}.qr{width:220px;margin:0 auto}.qr svg{display:block;width:100%}a{color:#174a6d}</style></head>
<body><main>${main}</main></body></html>`)
}

/** Everything a page shows from a merchant passes through here. */
function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
