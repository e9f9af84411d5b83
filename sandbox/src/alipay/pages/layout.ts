/** Everything a page shows from a merchant passes through here. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Data for a page's own script; `<` is escaped so that it cannot end the script. */
export function scriptData(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}

/** A whole page: no foreign resources, one script that carries the nonce of the policy. */
export function pageHtml(page: {
  title: string
  main: string
  script?: string
  nonce: string
  bare?: boolean
  /** The page has a form: with no-referrer at all a browser would not say where its answer comes from. */
  hasForm?: boolean
}): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="referrer" content="${page.hasForm ? 'same-origin' : 'no-referrer'}">
<title>${escapeHtml(page.title)}</title>
<style>${STYLE}</style>
</head>
<body${page.bare ? ' class="bare"' : ''}>
${page.main}
${page.script ? `<script nonce="${page.nonce}">${page.script}</script>` : ''}
</body>
</html>`
}

export function contentPolicy(nonce: string): string {
  return `default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'`
}

const STYLE = `
:root{--blue:#1b66d2;--blue-dark:#124a9c;--ink:#1c2433;--soft:#5d6b82;--line:#e3e8f0;--ground:#f3f6fb;--card:#fff;--green:#128a4c;--red:#b3261e}
@media (prefers-color-scheme:dark){:root{--blue:#6ea4ff;--blue-dark:#8fb8ff;--ink:#e9eef7;--soft:#9fadc4;--line:#2b3648;--ground:#10161f;--card:#18212e;--green:#4fd18b;--red:#ff8a80}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--ground);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
header{display:flex;align-items:center;gap:10px;padding:14px clamp(16px,4vw,40px);background:var(--card);border-bottom:1px solid var(--line)}
header svg{flex:none}
header strong{font-size:17px}
header span{color:var(--soft);font-size:13px}
header div{line-height:1.35}
a{color:var(--blue)}
main{width:min(920px,100%);margin:0 auto;padding:clamp(14px,3vw,32px)}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:clamp(18px,3vw,30px)}
.order{display:flex;flex-wrap:wrap;justify-content:space-between;gap:8px 24px;margin-bottom:16px}
.order h1{margin:0;font-size:18px;font-weight:600;overflow-wrap:anywhere}
.order p{margin:2px 0 0;color:var(--soft);font-size:14px}
.amount{font-size:32px;font-weight:700;line-height:1.2;font-variant-numeric:tabular-nums;white-space:nowrap}
.amount small{font-size:16px;font-weight:500}
.ways{display:grid;grid-template-columns:1fr;gap:20px}
@media (min-width:720px){.ways{grid-template-columns:1fr 1fr}.ways>*+*{border-left:1px solid var(--line);padding-left:28px}}
.way h2{margin:0 0 10px;font-size:16px}
.qr{width:220px;max-width:100%;padding:10px;background:#fff;border:1px solid var(--line);border-radius:12px;margin:0 auto}
.qr svg{display:block;width:100%;height:auto}
.way.scan{text-align:center}
.en{color:var(--soft);font-size:13px;margin:6px 0 0}
.button{display:block;text-align:center;padding:13px 20px;border-radius:10px;background:var(--blue);color:#fff;font-weight:600;text-decoration:none}
@media (prefers-color-scheme:dark){.button{color:#0b1420}}
.button:hover{background:var(--blue-dark)}
.button:focus-visible,a:focus-visible{outline:3px solid var(--blue);outline-offset:3px}
.state{text-align:center;padding:22px 6px}
.state svg{width:64px;height:64px}
.state h1{margin:12px 0 4px;font-size:22px}
.state p{margin:4px 0;color:var(--soft);overflow-wrap:anywhere}
.state .back{margin-top:16px}
.state .button{max-width:320px;margin:20px auto 0}
.code{display:inline-block;margin-top:12px;padding:3px 10px;border:1px solid var(--line);border-radius:8px;font:14px/1.6 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.note{margin:18px 2px 0;color:var(--soft);font-size:13px}
.bare{background:#fff;min-height:0}.bare .qr{border:0;padding:0}.bare .state{padding:4px}.bare .state svg{width:40px;height:40px}
.ask{max-width:520px;margin:0 auto}.ask h1{margin:0;font-size:22px}.ask ul{margin:14px 0;padding:12px 16px 12px 34px;background:var(--ground);border-radius:10px;overflow-wrap:anywhere}
.ask label{display:block;margin-top:14px;font-size:14px;color:var(--soft)}
.ask select,.ask input{display:block;width:100%;margin-top:4px;padding:11px 12px;border:1px solid var(--soft);border-radius:10px;background:var(--card);color:var(--ink);font:inherit}
.ask button{width:100%;margin-top:18px;border:0;font:inherit;font-weight:600;cursor:pointer}
.ask .quiet{margin-top:10px;padding:12px;border:1px solid var(--soft);border-radius:10px;background:transparent;color:var(--ink)}
.ask select:focus-visible,.ask input:focus-visible,.ask .quiet:focus-visible{outline:3px solid var(--blue);outline-offset:2px}
.ask [role=alert]{padding:10px 14px;border-left:4px solid var(--red);background:var(--ground)}
[hidden]{display:none!important}
@media (max-width:719px){.way.here{order:-1}}
`

/** A plain drawing of our own: a slip with an arrow, nobody's mark. */
export const HEADER = `<header>
<svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true"><rect x="1" y="1" width="30" height="30" rx="8" fill="#1b66d2"/><path d="M8 12h14m0 0-4-4m4 4-4 4M24 21H10m0 0 4-4m-4 4 4 4" stroke="#fff" stroke-width="2.2" fill="none" stroke-linecap="round" stroke-linejoin="round"/></svg>
<div><strong>支付宝收银台 · 沙箱</strong><br><span>Sandbox cashier; no real money moves</span></div>
</header>`

export const TICK = `<svg viewBox="0 0 64 64" aria-hidden="true"><circle cx="32" cy="32" r="30" fill="var(--green)"/><path d="m19 33 9 9 18-20" stroke="#fff" stroke-width="5" fill="none" stroke-linecap="round" stroke-linejoin="round"/></svg>`
export const CROSS = `<svg viewBox="0 0 64 64" aria-hidden="true"><circle cx="32" cy="32" r="30" fill="var(--soft)"/><path d="m22 22 20 20m0-20L22 42" stroke="#fff" stroke-width="5" fill="none" stroke-linecap="round"/></svg>`
