/** The intermediate page of H5 payment: it opens the wallet and keeps `redirect_url` for the way back. */
export function h5Page(phoneUrl: string): string {
  const href = escapeHtml(phoneUrl)
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<meta http-equiv="refresh" content="1;url=${href}">
<title>正在打开钱包 · Opening the wallet</title>
<style>
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f4f5f4; color: #1c2420;
  font: 16px/1.6 system-ui, sans-serif }
main { text-align: center; padding: 24px }
a { display: inline-block; margin-top: 16px; padding: 12px 24px; border-radius: 8px; background: #16794c;
  color: #fff; text-decoration: none }
small { color: #5b655f }
</style>
</head>
<body>
<main>
<p>正在打开钱包…<br><small>Opening the wallet…</small></p>
<a href="${href}">立即打开 · Open now</a>
</main>
</body>
</html>
`
}

/** A link that names no order, or one whose five minutes are over. */
export const H5_UNKNOWN_PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>链接已失效 · The link is no longer valid</title>
</head>
<body>
<p>支付链接已失效，请回到商家页面重新发起支付。没有扣款。</p>
<p>The payment link is no longer valid; start again at the shop. Nothing was charged.</p>
</body>
</html>
`

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
