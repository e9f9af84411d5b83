/*
 * What the browsers inside the two wallets put into every page: with this script a page opens the simulated phone as it
 * would open the real wallet, by the same call and with the same answer. Only for tests; a real page never loads it.
 *
 *   <script src="http://127.0.0.1:3100/phone/wallet-bridge.js"></script>
 *   WeixinJSBridge.invoke('getBrandWCPayRequest', {…}, (res) => res.err_msg)
 *   AlipayJSBridge.call('tradePay', { tradeNO or orderStr }, (res) => res.resultCode)
 */
;(() => {
  const home = new URL(document.currentScript.src).origin
  const WECHAT = {
    paid: 'get_brand_wcpay_request:ok',
    cancelled: 'get_brand_wcpay_request:cancel',
    refused: 'get_brand_wcpay_request:fail',
  }
  const ALIPAY = { paid: '9000', cancelled: '6001', refused: '4000' }

  /** Lays the phone over the page; `done` hears once how it ended: nothing that happened is a cancel. */
  function openPhone(wallet, text, done) {
    const query = new URLSearchParams({ embed: '1', wallet, open: text })
    const shade = document.createElement('div')
    shade.setAttribute('role', 'dialog')
    shade.setAttribute('aria-modal', 'true')
    shade.setAttribute('aria-label', '模拟手机 Simulated phone')
    shade.style.cssText =
      'position:fixed;inset:0;z-index:2147483647;display:grid;place-items:center;background:rgb(0 0 0/.55)'
    const frame = document.createElement('iframe')
    frame.src = `${home}/phone?${query}`
    frame.title = '模拟手机 Simulated phone'
    frame.style.cssText =
      'width:min(100vw,390px);height:min(100vh,760px);border:0;border-radius:20px;background:#f3f5f7'
    shade.append(frame)
    const before = document.activeElement
    let outcome = { outcome: 'cancelled' }
    const hear = ({ source, origin, data }) => {
      if (source !== frame.contentWindow || origin !== home || data?.from !== 'hutong-phone') return
      if (data.kind === 'outcome') outcome = data
      else if (data.kind === 'left') end()
    }
    const end = () => {
      removeEventListener('message', hear)
      shade.remove()
      before?.focus?.()
      done(outcome)
    }
    addEventListener('message', hear)
    document.body.append(shade)
    frame.focus()
  }

  window.WeixinJSBridge = {
    invoke(name, parameters, callback = () => {}) {
      if (name !== 'getBrandWCPayRequest') return callback({ err_msg: `${name}:fail_not_supported` })
      openPhone('wechat', JSON.stringify(parameters), ({ outcome, words }) =>
        callback({ err_msg: WECHAT[outcome], ...(words ? { err_desc: words } : {}) }),
      )
    },
    on() {},
  }
  window.AlipayJSBridge = {
    call(name, parameters, callback = () => {}) {
      if (name !== 'tradePay') return callback({ error: 1, errorMessage: `${name} is not supported` })
      const text = parameters.orderStr ?? parameters.tradeNO ?? ''
      openPhone('alipay', String(text), ({ outcome, words }) =>
        callback({ resultCode: ALIPAY[outcome], ...(words ? { memo: words } : {}) }),
      )
    },
  }
  const ready = () => {
    document.dispatchEvent(new Event('WeixinJSBridgeReady'))
    document.dispatchEvent(new Event('AlipayJSBridgeReady'))
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', ready)
  else setTimeout(ready)
})()
