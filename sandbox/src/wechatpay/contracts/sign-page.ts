import type { Platform } from '../call.js'
import type { Contract } from './contract-book.js'

/** Where `redirect_url` leads; in life a page of the wallet. */
export const SIGN_PATH = '/papay/entrust'

/** The signing page: GET shows the contract, POST is the default user's yes. */
export function signPage(
  platform: Platform,
  method: string,
  target: string,
): { status: number; html: string } {
  const query = new URLSearchParams(target.slice(target.indexOf('?') + 1))
  const contract = platform.contracts.byToken(query.get('pre_entrustweb_id') ?? '')
  const stale = !contract || (!contract.signed && platform.core.clock.nowMs() >= contract.signUntilMs)
  if (stale) {
    return {
      status: 404,
      html: page(
        '<p>签约链接已失效，请回到商家重新发起。<br><small>This signing link is no longer valid.</small></p>',
      ),
    }
  }
  const { core, contractWork } = platform
  const agreed = method === 'POST' && contractWork.sign(contract, core.wallets.defaultUser('wechat').id)
  if (agreed || contract.signed) {
    return { status: 200, html: page('<p>签约成功<br><small>Signed</small></p>') }
  }
  const refused =
    method === 'POST' ? '<p>只能由指定的微信用户签约。<br><small>Another user was meant.</small></p>' : ''
  return { status: 200, html: page(refused + asking(platform, contract)) }
}

function asking(platform: Platform, contract: Contract): string {
  const seller = contract.partner?.subMchid ?? contract.mchid
  const payee = platform.merchants.get(seller)?.name ?? seller
  return `<h1>自动扣费 · Automatic payments</h1>
<p>商户 Merchant：${escapeHtml(payee)}</p>
<p>账户 Account：${escapeHtml(contract.displayAccount)}</p>
<p>同意后，商户可按约定从你的钱包扣款。<br><small>Once you agree, the merchant may charge your wallet as agreed.</small></p>
<form method="post"><button>同意并签约 · Agree and sign</button></form>`
}

function page(body: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>自动扣费签约 · Sign for automatic payments</title>
<style>
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f4f5f4; color: #1c2420;
  font: 16px/1.6 system-ui, sans-serif }
main { padding: 24px; max-width: 26rem }
h1 { font-size: 1.2rem }
button { width: 100%; padding: 12px 24px; border: 0; border-radius: 8px; background: #16794c; color: #fff;
  font: inherit }
small { color: #5b655f }
</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
