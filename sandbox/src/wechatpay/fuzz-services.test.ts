import { createPublicKey } from 'node:crypto'
import { encryptOaep } from '@hutong/wechatpay'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { isDocumented } from '../testing/documented-answer.js'
import { anyValue, spoiled } from '../testing/spoiled-bodies.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../testing/start-wechatpay-merchant.js'

let shop: WechatpayMerchant
let complaintId: string
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  const { control } = shop.sandbox
  const body = shop.orderBody()
  await shop.raw('POST', '/v3/pay/transactions/native', body)
  control.pay({ outTradeNo: body.out_trade_no })
  complaintId = control.wechatpay.raiseComplaint({ outTradeNo: body.out_trade_no, detail: 'x' })?.id ?? ''
})
afterAll(() => shop.stop())

const TRANSFERS = '/v3/fund-app/mch-transfer/transfer-bills'
const sealed = () => encryptOaep('名', createPublicKey(shop.sandbox.credentials.wechatpay.publicKey))

type Row = [name: string, target: () => string, good: () => object]
const ROWS: Row[] = [
  [
    'transfer',
    () => TRANSFERS,
    () => ({
      appid: shop.appid,
      out_bill_no: 'FUZZBILL',
      transfer_scene_id: '1009',
      openid: shop.sandbox.control.wallets()[0]!.payerId,
      user_name: sealed(),
      transfer_amount: 1,
      transfer_remark: 'r',
      notify_url: shop.inbox.url,
      user_recv_perception: '货款',
      transfer_scene_report_infos: [{ info_type: '采购商品名称', info_content: 'c' }],
      user_recv_style: { type: 'CONFIRM_PAGE' },
    }),
  ],
  [
    'payscore create',
    () => '/v3/payscore/serviceorder',
    () => ({
      out_order_no: 'FUZZ_SERVICE',
      appid: shop.appid,
      service_id: 's',
      service_introduction: 'i',
      post_payments: [{ name: 'n', amount: 1, description: 'd', count: 1 }],
      post_discounts: [{ name: 'n', description: 'd', count: 1 }],
      time_range: { start_time: 'OnAccept', end_time: '20300101', end_time_remark: 'r' },
      location: { start_location: 'a' },
      risk_fund: { name: 'DEPOSIT', amount: 100 },
      attach: 'a',
      notify_url: shop.inbox.url,
      need_user_confirm: true,
      device: { start_device_id: 'd' },
    }),
  ],
  ...['cancel', 'complete', 'modify', 'sync'].map(
    (verb): Row => [
      `payscore ${verb}`,
      () => `/v3/payscore/serviceorder/FUZZ_SERVICE/${verb}`,
      () => ({
        appid: shop.appid,
        service_id: 's',
        ...(verb === 'cancel' || verb === 'modify' ? { reason: 'r' } : {}),
        ...(verb === 'sync' ? { type: 'Order_Paid', detail: { paid_time: '20300101' } } : {}),
        ...(verb === 'complete' || verb === 'modify'
          ? { post_payments: [{ name: 'n', amount: 1 }], total_amount: 1 }
          : {}),
      }),
    ],
  ),
  [
    'complaint response',
    () => `/v3/merchant-service/complaints-v2/${complaintId}/response`,
    () => ({
      complainted_mchid: shop.mchid,
      response_content: 'c',
      response_images: ['a'],
      mini_program_jump_info: { appid: 'a', path: 'p', text: 't' },
    }),
  ],
  [
    'complaint at once',
    () => `/v3/merchant-service/complaints-v2/${complaintId}/response-immediate-service`,
    () => ({ complainted_mchid: shop.mchid, message: { blocks: [{ type: 'TEXT' }] } }),
  ],
  [
    'complaint refund',
    () => `/v3/merchant-service/complaints-v2/${complaintId}/update-refund-progress`,
    () => ({ action: 'REJECT', reject_reason: 'r', reject_media_list: ['m'], launch_refund_day: 1 }),
  ],
  [
    'complaint callback',
    () => '/v3/merchant-service/complaint-notifications',
    () => ({ url: shop.inbox.url }),
  ],
  [
    'upload without parts',
    () => '/v3/merchant-service/images/upload',
    () => ({ filename: 'a.png', sha256: 'a' }),
  ],
]

describe('whatever comes to transfers, complaints and service orders, the answer is documented', () => {
  it.each(ROWS)('POST %s', async (_name, target, good) => {
    await isDocumented(shop.raw, 'POST', target(), good())
    const check = (body: unknown) => isDocumented(shop.raw, 'POST', target(), body)
    await fc.assert(fc.asyncProperty(fc.oneof({ weight: 5, arbitrary: spoiled(good) }, anyValue), check), {
      numRuns: 50,
    })
  })
})
