import { Type } from 'typebox'
import type { NewFault } from '../core/faults.js'
import type { InstitutionName } from '../core/institution.js'
import type { NewWalletUser } from '../core/wallets.js'
import type { ClockWish, Control, NoticeWish, OrderQuery, PayWish } from './control.js'
import {
  done,
  type Endpoint,
  type EndpointInput,
  NOTHING_TO_SAY,
  orConflict,
  type Reply,
  refused,
} from './endpoint.js'
import * as schema from './schemas.js'

const NOT_FOUND = refused(404, 'not_found', '没有这条记录。', 'There is no such record.')
const orNotFound = (body: unknown): Reply => (body === null ? NOT_FOUND : done(body))

/** Bodies and queries have passed the row's own schema; the cast says which. */
const bodyOf = <T>(input: EndpointInput): T => input.body as T
const INSTITUTIONS: readonly InstitutionName[] = ['wechatpay', 'alipay', 'acquirer']
const institutionIn = ({ params }: EndpointInput): InstitutionName | null =>
  INSTITUTIONS.find((name) => name === params.institution) ?? null

export function controlEndpoints(control: Control): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/credentials',
      summary: '商户密钥与地址 / Keys and addresses of the merchant under test',
      answer: schema.CREDENTIALS,
      act: () => done(control.credentials()),
    },
    {
      method: 'GET',
      path: '/control/orders',
      summary: '机构自己的订单记录 / The institutions’ own records',
      query: schema.ORDER_QUERY,
      answer: Type.Array(schema.ORDER),
      act: ({ query }) => done(control.orders(query as OrderQuery)),
    },
    {
      method: 'GET',
      path: '/control/orders/:institution/:outTradeNo',
      summary: '一笔订单 / One order',
      answer: schema.ORDER,
      act(input) {
        const institution = institutionIn(input)
        return orNotFound(institution && control.order(institution, input.params.outTradeNo ?? ''))
      },
    },
    {
      method: 'POST',
      path: '/control/pay',
      summary: '不经页面直接付款 / Pay without the page',
      body: schema.PAY_WISH,
      answer: schema.CODE_VIEW,
      act: (input) => orConflict(control.pay(bodyOf<PayWish>(input))),
    },
    {
      method: 'POST',
      path: '/control/decline',
      summary: '付款失败，订单仍可支付 / The payer’s try fails; the order stays payable',
      body: schema.PAY_WISH,
      answer: schema.CODE_VIEW,
      act: (input) => orConflict(control.decline(bodyOf<PayWish>(input))),
    },
    {
      method: 'GET',
      path: '/control/faults',
      summary: '故障规则 / Fault rules',
      answer: Type.Array(schema.FAULT),
      act: () => done(control.faults()),
    },
    {
      method: 'POST',
      path: '/control/faults',
      summary: '新增故障规则 / Add a fault rule',
      body: schema.NEW_FAULT,
      answer: schema.FAULT,
      act(input) {
        try {
          return done(control.addFault(bodyOf<NewFault>(input)))
        } catch (error) {
          if (!(error instanceof RangeError)) throw error
          return refused(400, 'unknown_operation', `没有这个操作。${error.message}`, error.message)
        }
      },
    },
    {
      method: 'DELETE',
      path: '/control/faults',
      summary: '清空故障规则 / Remove all fault rules',
      answer: null,
      act() {
        control.clearFaults()
        return NOTHING_TO_SAY
      },
    },
    {
      method: 'DELETE',
      path: '/control/faults/:id',
      summary: '删除一条故障规则 / Remove a fault rule',
      answer: null,
      act: ({ params }) => (control.removeFault(params.id ?? '') ? NOTHING_TO_SAY : NOT_FOUND),
    },
    {
      method: 'GET',
      path: '/control/notices',
      summary: '通知与每次投递 / Notices and each delivery',
      query: schema.ORDER_QUERY,
      answer: Type.Array(schema.NOTICE),
      act: ({ query }) => done(control.notices(query as OrderQuery)),
    },
    {
      method: 'POST',
      path: '/control/notices/:id/resend',
      summary: '再投递一次 / Deliver once more',
      answer: schema.NOTICE,
      act: async ({ params }) => orNotFound(await control.resendNotice(params.id ?? '')),
    },
    {
      method: 'POST',
      path: '/control/notices/:id/release',
      summary: '放行被扣住的通知 / Let a held notice go',
      answer: schema.NOTICE,
      act: ({ params }) => orNotFound(control.releaseNotice(params.id ?? '')),
    },
    {
      method: 'POST',
      path: '/control/notices/send',
      summary: '额外的通知，可附带变造 / An extra notice, altered on request',
      body: schema.NOTICE_WISH,
      answer: schema.NOTICE,
      act: (input) => orNotFound(control.sendNotice(bodyOf<NoticeWish>(input))),
    },
    {
      method: 'POST',
      path: '/control/refunds/:institution/:outRefundNo/finish',
      summary: '结束一笔未完成的退款 / End an open refund',
      body: schema.FINISH_REFUND,
      answer: schema.REFUND,
      act(input) {
        const institution = institutionIn(input)
        const { state } = bodyOf<{ state: 'SUCCESS' | 'ABNORMAL' | 'CLOSED' }>(input)
        return orNotFound(
          institution && control.finishRefund(institution, input.params.outRefundNo ?? '', state),
        )
      },
    },
    {
      method: 'GET',
      path: '/control/clock',
      summary: '沙箱时间 / The sandbox time',
      answer: schema.CLOCK,
      act: () => done(control.clock()),
    },
    {
      method: 'POST',
      path: '/control/clock',
      summary: '拨动沙箱时间 / Move the sandbox time',
      body: schema.CLOCK_WISH,
      answer: schema.CLOCK,
      act: (input) => done(control.setClock(bodyOf<ClockWish>(input))),
    },
    {
      method: 'GET',
      path: '/control/wallets',
      summary: '钱包用户 / Wallet users',
      answer: Type.Array(schema.WALLET_USER),
      act: () => done(control.wallets()),
    },
    {
      method: 'POST',
      path: '/control/wallets',
      summary: '新增钱包用户 / Add a wallet user',
      body: schema.NEW_WALLET_USER,
      answer: schema.WALLET_USER,
      act(input) {
        const user = bodyOf<NewWalletUser>(input)
        const taken = user.id !== undefined && control.wallets().some((one) => one.id === user.id)
        if (taken)
          return refused(409, 'wallet_exists', '该用户编号已存在。', 'A user with this id exists already.')
        return done(control.createWallet(user))
      },
    },
    {
      method: 'POST',
      path: '/control/reset',
      summary: '清空沙箱（密钥保留） / Forget everything but the keys',
      answer: null,
      act() {
        control.reset()
        return NOTHING_TO_SAY
      },
    },
  ]
}
