import type { NodeFields } from '../wire/answer.js'
import { CROSS, escapeHtml, HEADER, pageHtml } from './layout.js'

/** What a browser sees when the merchant's request is not accepted; the wording of the real page is unverified. */
export function errorHtml(fields: NodeFields, nonce: string): string {
  const subCode = String(fields.sub_code ?? '')
  const subMessage = String(fields.sub_msg ?? '')
  return pageHtml({
    title: '订单未受理',
    nonce,
    main: `${HEADER}<main><div class="card"><div class="state">${CROSS}<h1>订单未受理</h1>
<p>${escapeHtml(subMessage)}</p><p class="en">The order was not accepted; nothing was charged. Go back to the shop.</p>
<span class="code" data-code="${escapeHtml(String(fields.code ?? ''))}">错误代码 ${escapeHtml(subCode)}</span></div></div></main>`,
  })
}
