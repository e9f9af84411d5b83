import assert from 'node:assert/strict'
import { AlipayFormData, type AlipaySdk } from 'alipay-sdk'
import type { Bench } from './bench.js'

type Json = Record<string, unknown>

/** Their paths in REST v3 are not the names with slashes, and in v2 an answer has no content. */
export interface ComplaintCalls {
  list(asked: Json): Promise<Json>
  read(id: string): Promise<Json>
  answer(members: Json): Promise<Json>
  upload(form: AlipayFormData): Promise<Json>
}

export function complaintsOfGateway(sdk: AlipaySdk): ComplaintCalls {
  const exec = async (method: string, parameters: Json): Promise<Json> => {
    const answer = await sdk.exec(`alipay.merchant.${method}`, parameters, { validateSign: true })
    return accepted(answer)
  }
  return {
    list: (bizContent) => exec('tradecomplain.batchquery', { bizContent }),
    read: (id) => exec('tradecomplain.query', { bizContent: { complain_event_id: id } }),
    answer: (members) => exec('tradecomplain.feedback.submit', members),
    upload: async (formData) =>
      accepted(await sdk.exec('alipay.merchant.image.upload', {}, { formData, validateSign: true })),
  }
}

export function complaintsOfRest(sdk: AlipaySdk): ComplaintCalls {
  const curl = async (verb: 'GET' | 'POST', path: string, content: object): Promise<Json> =>
    (await sdk.curl<Json>(verb, `/v3/alipay/merchant/${path}`, content)).data
  return {
    list: (body) => curl('POST', 'tradecomplain/batchquery', { body }),
    read: (id) => curl('GET', `tradecomplain/${id}`, {}),
    answer: (body) => curl('POST', 'tradecomplain/feedback', { body }),
    upload: (form) => curl('POST', 'image/upload', { form }),
  }
}

/** A paid order is complained about; the merchant finds it, and answers with a picture. */
export async function checkComplaint(bench: Bench, outTradeNo: string, calls: ComplaintCalls): Promise<void> {
  const { id } = await bench.client.complain('alipay', { outTradeNo, detail: '没有收到货' })
  const page = await calls.list({ status: 'MERCHANT_PROCESSING' })
  assert.ok(JSON.stringify(page).includes(id))
  const form = new AlipayFormData()
  form.addField('image_type', 'png')
  form.addFile('image_content', 'picture.png', Buffer.from('89504e470d0a1a0a', 'hex'))
  const uploaded = await calls.upload(form)
  await calls.answer({
    complain_event_id: id,
    feedback_code: '03',
    feedback_content: '已发货',
    feedback_images: String(uploaded.image_id ?? uploaded.imageId),
  })
  const read = await calls.read(id)
  assert.equal(read.status, 'MERCHANT_FEEDBACKED')
  assert.match(JSON.stringify(read), /已发货.*\/complaint-images\//)
}

function accepted(answer: { code: string; subCode?: string }): Json {
  assert.equal(answer.code, '10000', answer.subCode)
  return { ...answer }
}
