import type { Line } from '../../core/phone-side.js'
import type { WalletUser } from '../../core/wallets.js'
import { CROSS, escapeHtml, HEADER, pageHtml, scriptData, TICK } from './layout.js'

export interface ConsentPage {
  merchant: string
  title: { zh: string; en: string }
  /** What is agreed to, line by line. */
  lines: readonly Line[]
  users: readonly WalletUser[]
  asksPassword: boolean
  complaint: { zh: string; en: string } | null
  nonce: string
}

/** Where a person agrees or does not: a plain form that works without a script. */
export function consentHtml(page: ConsentPage): string {
  const users = page.users
    .map(
      (user) =>
        `<option value="${escapeHtml(user.id)}">${escapeHtml(`${user.name} ${user.logonId ?? ''}`)}</option>`,
    )
    .join('')
  const password = page.asksPassword
    ? '<label>支付密码 Payment password<input type="password" name="password" inputmode="numeric" maxlength="6" autocomplete="off" required></label>'
    : ''
  const complaint = page.complaint
    ? `<p role="alert"><strong>${escapeHtml(page.complaint.zh)}</strong><br><span class="en">${escapeHtml(page.complaint.en)}</span></p>`
    : ''
  const main = `${HEADER}<main><div class="card ask"><h1>${escapeHtml(page.title.zh)}</h1><p class="en">${escapeHtml(page.title.en)}</p>
<p>商家 Merchant：${escapeHtml(page.merchant)}</p>
<ul>${page.lines.map(lineHtml).join('')}</ul>${complaint}
<form method="post"><label>支付宝账号 Alipay account<select name="user">${users}</select></label>${password}
<button class="button" name="decision" value="agree">同意 Agree</button>
<button class="quiet" name="decision" value="refuse" formnovalidate>取消 Cancel</button></form></div></main>`
  return pageHtml({ title: page.title.zh, main, nonce: page.nonce, hasForm: true })
}

function lineHtml({ zh, en }: Line): string {
  const english = en === zh ? '' : ` <span class="en">${escapeHtml(en)}</span>`
  return `<li>${escapeHtml(zh)}${english}</li>`
}

/** After the answer: back to the shop by itself, or by hand without a script. */
export function answeredHtml(page: { agreed: boolean; returnUrl: string | null; nonce: string }): string {
  const url = page.returnUrl !== null && /^https?:/i.test(page.returnUrl) ? page.returnUrl : null
  const back =
    url === null
      ? '<p>可以关闭此页面。<br><span class="en">You may close this page.</span></p>'
      : `<p class="back"><a href="${escapeHtml(url)}">返回商家 Back to the shop</a></p>`
  const words = page.agreed ? ['已同意', 'Agreed'] : ['已取消', 'Cancelled']
  return pageHtml({
    title: words[0] ?? '',
    main: `${HEADER}<main><div class="card"><div class="state">${page.agreed ? TICK : CROSS}<h1>${words[0]}</h1><p class="en">${words[1]}</p>${back}</div></div></main>`,
    ...(url === null ? {} : { script: `setTimeout(() => location.assign(${scriptData(url)}), 800)` }),
    nonce: page.nonce,
  })
}
