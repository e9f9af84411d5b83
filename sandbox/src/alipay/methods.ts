import type { Caller } from './caller.js'
import { modifyPlan, queryAgreement, unsignAgreement } from './calls/agreement-calls.js'
import { openAgreementPage } from './calls/agreement-page.js'
import { feedBack, replyToComplaint, supplementComplaint } from './calls/answer-complaint.js'
import { exchangeAppCode, queryAppToken } from './calls/app-tokens.js'
import { cancelTrade } from './calls/cancel-trade.js'
import { closeTrade } from './calls/close-trade.js'
import { listComplaints, queryComplaint } from './calls/complaint-calls.js'
import { createTrade } from './calls/create-trade.js'
import {
  finishCreditOrder,
  openCreditOrder,
  openCreditSign,
  orderOnCredit,
  queryCreditAgreement,
  queryCreditOrder,
  unsignCredit,
} from './calls/credit-calls.js'
import { downloadCertificate } from './calls/download-certificate.js'
import { mergeCreate, mergePrecreate, openMergedInBrowser, pageMergePay } from './calls/merge-orders.js'
import { payTrade } from './calls/pay-trade.js'
import { placeOrder } from './calls/place-order.js'
import { precreate } from './calls/precreate.js'
import { queryBillAddress } from './calls/query-bill-address.js'
import { queryRefund } from './calls/query-refund.js'
import { querySettlement, queryUnsettled } from './calls/query-settlement.js'
import { queryTrade } from './calls/query-trade.js'
import { queryAccount, queryTransfer } from './calls/query-transfer.js'
import { refundTrade } from './calls/refund-trade.js'
import {
  bindReceivers,
  queryReceivers,
  queryRoyaltyRate,
  unbindReceivers,
} from './calls/royalty-relations.js'
import { settleOrder } from './calls/settle-order.js'
import { transferMoney } from './calls/transfer-money.js'
import { uploadComplaintImage } from './calls/upload-complaint-image.js'
import { exchangeUserCode, shareUserInfo } from './calls/user-tokens.js'
import { consultZft, createZft, querySubSettle, queryZftOrder, uploadImage } from './calls/zft-calls.js'
import type { Consent } from './consents.js'
import type { Desk } from './desk.js'
import { type AlipayErrorCode, type AlipayRefusal, refuse } from './errors.js'
import type { JsonObject } from './fields.js'
import type { Product } from './products.js'
import type { Code } from './trades.js'
import type { NodeFields } from './wire/answer.js'

/** What a method answers; page methods answer with what is opened. */
export type Outcome = NodeFields | Code | Consent
type Act = (desk: Desk, biz: JsonObject, caller: Caller) => Outcome | AlipayRefusal

export interface Method {
  /** The word that fault rules use. */
  operation: string
  act: Act
  /** page: a browser calls it and sees a page. client: a signed text for the wallet, never sent to the gateway. */
  way?: 'page' | 'client'
  /** The verb in REST v3; POST when absent. Methods with a way have no REST form. */
  verb?: 'GET'
  /** The path in REST v3 where it is not the name with slashes; its last part may be `{a field}`. */
  path?: string
  /** Has no biz_content in v2: these are its parameters. */
  topLevel?: readonly string[]
  /** What a `not_enough` fault answers. */
  notEnough?: AlipayErrorCode
}

/** Every method this institution knows. */
export const METHODS: Readonly<Record<string, Method>> = {
  'alipay.open.app.alipaycert.download': {
    operation: 'alipaycert_download',
    verb: 'GET',
    act: downloadCertificate,
  },
  'alipay.trade.precreate': { operation: 'precreate', act: precreate },
  'alipay.trade.pay': { operation: 'pay', act: payTrade, notEnough: 'ACQ.BUYER_BALANCE_NOT_ENOUGH' },
  'alipay.trade.create': { operation: 'create', act: createTrade },
  'alipay.trade.page.pay': { operation: 'page_pay', way: 'page', act: placing('page_pay') },
  'alipay.trade.wap.pay': { operation: 'wap_pay', way: 'page', act: placing('wap_pay') },
  'alipay.trade.app.pay': { operation: 'app_pay', way: 'client', act: forClients },
  'alipay.trade.query': { operation: 'query', act: queryTrade },
  'alipay.trade.close': { operation: 'close', act: closeTrade },
  'alipay.trade.cancel': { operation: 'cancel', act: cancelTrade },
  'alipay.trade.refund': { operation: 'refund', act: refundTrade },
  'alipay.trade.fastpay.refund.query': { operation: 'refund_query', act: queryRefund },
  'alipay.trade.merge.precreate': { operation: 'merge_precreate', act: mergePrecreate },
  'alipay.trade.merge.create': { operation: 'merge_create', act: mergeCreate },
  'alipay.trade.page.merge.pay': { operation: 'page_merge_pay', way: 'page', act: pageMergePay },
  'alipay.trade.wap.merge.pay': { operation: 'wap_merge_pay', way: 'page', act: openMergedInBrowser },
  'alipay.trade.app.merge.pay': { operation: 'app_merge_pay', way: 'client', act: forClients },
  // Signed for a wallet or opened in a browser: both lead to the page where the user agrees.
  'alipay.user.agreement.page.sign': { operation: 'agreement_sign', way: 'page', act: openAgreementPage },
  'alipay.user.agreement.query': { operation: 'agreement_query', verb: 'GET', act: queryAgreement },
  'alipay.user.agreement.unsign': { operation: 'agreement_unsign', act: unsignAgreement },
  'alipay.user.agreement.executionplan.modify': { operation: 'agreement_plan', act: modifyPlan },
  'zhima.credit.payafteruse.creditagreement.sign': {
    operation: 'credit_sign',
    way: 'page',
    act: openCreditSign,
  },
  'zhima.credit.payafteruse.creditagreement.query': {
    operation: 'credit_agreement_query',
    verb: 'GET',
    act: queryCreditAgreement,
  },
  'zhima.credit.payafteruse.creditagreement.unsign': { operation: 'credit_unsign', act: unsignCredit },
  'zhima.credit.payafteruse.creditbizorder.create': {
    operation: 'credit_create',
    way: 'page',
    act: openCreditOrder,
  },
  'zhima.credit.payafteruse.creditbizorder.order': { operation: 'credit_order', act: orderOnCredit },
  'zhima.credit.payafteruse.creditbizorder.finish': { operation: 'credit_finish', act: finishCreditOrder },
  'zhima.credit.payafteruse.creditbizorder.query': {
    operation: 'credit_query',
    verb: 'GET',
    act: queryCreditOrder,
  },
  'alipay.fund.trans.uni.transfer': {
    operation: 'transfer',
    act: transferMoney,
    notEnough: 'PAYER_BALANCE_NOT_ENOUGH',
  },
  'alipay.fund.trans.common.query': { operation: 'transfer_query', verb: 'GET', act: queryTransfer },
  'alipay.fund.account.query': { operation: 'account_query', verb: 'GET', act: queryAccount },
  'alipay.system.oauth.token': {
    operation: 'oauth_token',
    topLevel: ['grant_type', 'code', 'refresh_token'],
    act: exchangeUserCode,
  },
  'alipay.user.info.share': { operation: 'user_info', topLevel: [], act: shareUserInfo },
  'alipay.open.auth.token.app': { operation: 'app_token', act: exchangeAppCode },
  'alipay.open.auth.token.app.query': { operation: 'app_token_query', verb: 'GET', act: queryAppToken },
  'alipay.data.dataservice.bill.downloadurl.query': {
    operation: 'bill_address',
    verb: 'GET',
    act: queryBillAddress,
  },
  'alipay.trade.royalty.relation.bind': { operation: 'royalty_bind', act: bindReceivers },
  'alipay.trade.royalty.relation.unbind': { operation: 'royalty_unbind', act: unbindReceivers },
  'alipay.trade.royalty.relation.batchquery': { operation: 'royalty_relations', act: queryReceivers },
  'alipay.trade.royalty.rate.query': { operation: 'royalty_rate', verb: 'GET', act: queryRoyaltyRate },
  'alipay.trade.order.settle': {
    operation: 'settle',
    act: settleOrder,
    notEnough: 'ACQ.TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH',
  },
  'alipay.trade.order.settle.query': { operation: 'settle_query', verb: 'GET', act: querySettlement },
  // Its verb in REST v3 is unverified.
  'alipay.trade.order.onsettle.query': { operation: 'onsettle_query', verb: 'GET', act: queryUnsettled },
  'alipay.merchant.tradecomplain.batchquery': { operation: 'complaint_list', act: listComplaints },
  'alipay.merchant.tradecomplain.query': {
    operation: 'complaint_query',
    verb: 'GET',
    path: '/v3/alipay/merchant/tradecomplain/{complain_event_id}',
    act: queryComplaint,
  },
  'alipay.merchant.tradecomplain.feedback.submit': {
    operation: 'complaint_feedback',
    path: '/v3/alipay/merchant/tradecomplain/feedback',
    topLevel: ['complain_event_id', 'feedback_code', 'feedback_content', 'feedback_images', 'operator'],
    act: feedBack,
  },
  'alipay.merchant.tradecomplain.reply.submit': {
    operation: 'complaint_reply',
    path: '/v3/alipay/merchant/tradecomplain/reply',
    act: replyToComplaint,
  },
  'alipay.merchant.tradecomplain.supplement.submit': {
    operation: 'complaint_supplement',
    path: '/v3/alipay/merchant/tradecomplain/supplement',
    act: supplementComplaint,
  },
  'alipay.merchant.image.upload': {
    operation: 'complaint_image',
    topLevel: ['image_type'],
    act: uploadComplaintImage,
  },
  'ant.merchant.expand.indirect.image.upload': {
    operation: 'zft_image',
    topLevel: ['image_type'],
    act: uploadImage,
  },
  'ant.merchant.expand.indirect.zft.consult': { operation: 'zft_consult', act: consultZft },
  'ant.merchant.expand.indirect.zft.create': { operation: 'zft_create', act: createZft('ZFT_CREATE') },
  'ant.merchant.expand.indirect.zft.simplecreate': {
    operation: 'zft_create',
    act: createZft('ZFT_SIMPLE_CREATE'),
  },
  'ant.merchant.expand.indirect.zftorder.query': { operation: 'zft_query', act: queryZftOrder },
  'ant.merchant.expand.indirect.zftsubsettle.query': { operation: 'zft_settle_query', act: querySubSettle },
}

export function methodNamed(name: string): Method | undefined {
  return Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
}

export function isCode(outcome: Outcome): outcome is Code {
  return 'terms' in outcome
}

export function isConsent(outcome: Outcome): outcome is Consent {
  return 'asked' in outcome
}

export const CALL_OPERATIONS: readonly string[] = [
  ...new Set(Object.values(METHODS).map((method) => method.operation)),
]

function placing(product: Product): Act {
  return (desk, biz, caller) => placeOrder(desk, product, biz, caller)
}

// The signed text goes to the mobile SDK, never to the gateway; the phone opens it.
function forClients(): AlipayRefusal {
  return refuse('isv.forbidden-api', '订单串应交给客户端SDK，不能直接请求网关')
}
