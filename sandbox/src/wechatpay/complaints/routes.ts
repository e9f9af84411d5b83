import { type Call, type Route, route } from '../call.js'
import { createCallback, deleteCallback, readCallback, updateCallback } from './callbacks.js'
import {
  complete,
  decideRefund,
  listComplaints,
  readComplaint,
  readHistory,
  respond,
  respondAtOnce,
} from './complaints.js'
import { downloadEvidence, uploadEvidence } from './evidence.js'

const BASE = '/v3/merchant-service'
const ONE = `${BASE}/complaints-v2/:complaint_id`
const CALLBACK = `${BASE}/complaint-notifications`

const none = (): null => null
const ofComplaint = (call: Call): string | null => {
  const complaint = call.platform.complaints.kept.get(call.params.complaint_id ?? '')
  return complaint ? (call.platform.book.orderById(complaint.orderId)?.outTradeNo ?? null) : null
}

export const COMPLAINT_ROUTES: readonly Route[] = [
  route('GET', `${BASE}/complaints-v2`, 'complaint_list', none, listComplaints),
  route('GET', ONE, 'complaint_query', ofComplaint, readComplaint),
  // The path is spelled like this on the wire.
  route('GET', `${ONE}/negotiation-historys`, 'complaint_history', ofComplaint, readHistory),
  route('POST', `${ONE}/response`, 'complaint_response', ofComplaint, respond),
  route('POST', `${ONE}/response-immediate-service`, 'complaint_response', ofComplaint, respondAtOnce),
  route('POST', `${ONE}/complete`, 'complaint_complete', ofComplaint, complete),
  route('POST', `${ONE}/update-refund-progress`, 'complaint_refund', ofComplaint, decideRefund),
  route('POST', CALLBACK, 'complaint_callback', none, createCallback),
  route('GET', CALLBACK, 'complaint_callback', none, readCallback),
  route('PUT', CALLBACK, 'complaint_callback', none, updateCallback),
  route('DELETE', CALLBACK, 'complaint_callback', none, deleteCallback),
  { ...route('POST', `${BASE}/images/upload`, 'image_upload', none, uploadEvidence), upload: true },
  route('GET', `${BASE}/images/:media_id`, 'image_download', none, downloadEvidence),
]
