import assert from 'node:assert/strict'
import { type ComplaintCalls, checkComplaint } from './alipay-complaints.js'
import type { Bench } from './bench.js'
import type { AlipayOperation, Checks } from './operations.js'

export type MoreOperation =
  | 'pay_by_code'
  | 'create'
  | 'royalty'
  | 'transfer'
  | 'bill'
  | 'oauth'
  | 'agreement'
  | 'complaint'
  | 'encrypted'

type Json = Record<string, unknown>

/** The SDK's ways to call, the same for the gateway and for REST v3. */
export interface AlipayCalls {
  mode: 'key' | 'certificate'
  /** The fields of the answer; throws with the institution's code when it refuses. */
  call(method: string, biz: Json, verb?: 'GET'): Promise<Json>
  /** The same with the content encrypted. */
  sealed(method: string, biz: Json): Promise<Json>
  /** Parameters that stand beside the content: oauth has no content in v2. */
  oauth(parameters: Json): Promise<Json>
  /** A signed address to open the page where the user agrees; null where the SDK makes none. */
  page: ((method: string, biz: Json) => string) | null
  complaints: ComplaintCalls
}

/** The gateway's code is in the message that we made of it; REST's stands beside the message, in capitals. */
const says = (code: string) => (error: Error & { code?: string }) =>
  `${error.code} ${error.message}`.toLowerCase().replaceAll('_', '-').includes(code)

export function checkMoreOfAlipay(
  bench: Bench,
  { mode, call, sealed, oauth, page, complaints }: AlipayCalls,
): Pick<Checks<AlipayOperation>, MoreOperation> {
  const order = (): Json & { out_trade_no: string } => ({
    out_trade_no: bench.number(),
    total_amount: '8.88',
    subject: '茶 "明前" & <礼盒>',
  })
  return {
    async pay_by_code() {
      const { authCode } = await bench.byHand<{ authCode: string }>('alipay/payment-codes', {})
      const paid = await call('alipay.trade.pay', { ...order(), scene: 'bar_code', auth_code: authCode })
      assert.equal(Number(paid.total_amount ?? paid.totalAmount), 8.88)
    },
    async create() {
      const buyer = (await bench.client.wallets()).find(({ id }) => id === 'alipay')
      const { appId } = bench.credentials.alipay
      const body = { ...order(), buyer_id: buyer?.payerId, product_code: 'JSAPI_PAY', op_app_id: appId }
      const placed = await call('alipay.trade.create', body)
      assert.match(String(placed.trade_no ?? placed.tradeNo), /^\d{28}$/)
    },
    async royalty() {
      const receiver = await bench.client.createWallet({ wallet: 'alipay', name: '分账方', balanceMinor: 0 })
      await call('alipay.trade.royalty.relation.bind', {
        out_request_no: bench.number(),
        receiver_list: [{ type: 'userId', account: receiver.payerId, memo: '达人' }],
      })
      const body = { ...order(), extend_params: { royalty_freeze: 'true' } }
      await call('alipay.trade.precreate', body)
      await bench.pay(body.out_trade_no)
      const tradeNo = (await bench.client.order('alipay', body.out_trade_no))?.transactionId
      await call('alipay.trade.order.settle', {
        trade_no: tradeNo,
        out_request_no: bench.number(),
        royalty_parameters: [{ trans_in: receiver.payerId, trans_in_type: 'userId', amount: '1.00' }],
      })
      const after = (await bench.client.wallets()).find(({ id }) => id === receiver.id)
      assert.equal(after?.balanceMinor, 100)
    },
    async transfer() {
      const payee = await bench.client.createWallet({ wallet: 'alipay', name: '收款人', balanceMinor: 0 })
      const sent = call('alipay.fund.trans.uni.transfer', {
        out_biz_no: bench.number(),
        trans_amount: '1.00',
        product_code: 'TRANS_ACCOUNT_NO_PWD',
        biz_scene: 'DIRECT_TRANSFER',
        order_title: '货款',
        payee_info: { identity: payee.payerId, identity_type: 'ALIPAY_USER_ID' },
      })
      // Money goes out to those only who sign with certificates.
      if (mode === 'key') await assert.rejects(sent, says('insufficient-isv-permissions'))
      else assert.equal((await sent).status, 'SUCCESS')
    },
    async bill() {
      const asked = { bill_type: 'trade', bill_date: bench.billDay }
      const found = await call('alipay.data.dataservice.bill.downloadurl.query', asked, 'GET')
      const url = String(found.bill_download_url ?? found.billDownloadUrl)
      const file = await bench.openBytes(url)
      assert.equal(file.subarray(0, 2).toString(), 'PK')
    },
    async oauth() {
      const { authCode } = await bench.byHand<{ authCode: string }>('alipay/auth-codes', {
        scope: 'auth_user',
      })
      const token = await oauth({ grant_type: 'authorization_code', code: authCode })
      assert.ok(String(token.access_token ?? token.accessToken).length > 0)
    },
    agreement: page
      ? async () => {
          const number = bench.number()
          const text = page('alipay.user.agreement.page.sign', {
            personal_product_code: 'GENERAL_WITHHOLDING_P',
            external_agreement_no: number,
            sign_scene: 'INDUSTRY|CARRENTAL',
            access_params: { channel: 'QRCODE' },
          })
          const { result } = await bench.byHand<{ result: Record<string, string> }>('alipay/consents', {
            text,
            agrees: true,
          })
          const asked = { agreement_no: result.agreement_no }
          const found = await call('alipay.user.agreement.query', asked, 'GET')
          assert.equal(found.status, 'NORMAL')
          await call('alipay.user.agreement.unsign', asked)
        }
      : null,
    async complaint() {
      const body = order()
      await call('alipay.trade.precreate', body)
      await bench.pay(body.out_trade_no)
      await checkComplaint(bench, body.out_trade_no, complaints)
    },
    async encrypted() {
      const body = order()
      const placed = await sealed('alipay.trade.precreate', body)
      assert.match(String(placed.qr_code ?? placed.qrCode), /^https:\/\/qr\.alipay\.com\//)
    },
  }
}
