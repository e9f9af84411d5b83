import { encryptOaep, sealAead } from '@hutong/wechatpay'
import { type Answer, ok } from './answers.js'
import { beijingTime } from './beijing-time.js'
import { type Call, readBody } from './call.js'
import { checkFields } from './fields.js'
import { namedKey, openField } from './query-refund.js'

/** The platform certificate, sealed with the merchant's APIv3 key (00-protocol §4). */
export function certificates(call: Call): Answer {
  const { keys, core } = call.platform
  const nonce = core.random.hex(12)
  return ok({
    data: [
      {
        serial_no: keys.serials.platform,
        effective_time: beijingTime(Date.parse(keys.effectiveAt)),
        expire_time: beijingTime(Date.parse(keys.expiresAt)),
        encrypt_certificate: {
          algorithm: 'AEAD_AES_256_GCM',
          nonce,
          associated_data: 'certificate',
          ciphertext: sealAead(keys.certificatePem, call.merchant.apiV3Key, nonce, 'certificate'),
        },
      },
    ],
  })
}

/** Signs, verifies, encrypts and decrypts in one round trip: what a client tests itself with (00-protocol §11). */
export function echo(call: Call): Answer {
  const body = readBody(call)
  checkFields(body, {
    echo_message: { kind: 'string', max: 256, required: true },
    encrypted_echo_message: { kind: 'string', max: 2048 },
    notify_url: { kind: 'url', max: 256 },
  })
  const message = String(body.echo_message)
  // The header chooses the key for encryption and for the answer's signature alike, so it must be there and be ours.
  namedKey(call)
  const opened =
    body.encrypted_echo_message === undefined
      ? null
      : openField(call, '/encrypted_echo_message', String(body.encrypted_echo_message))
  const sealed = opened === null ? null : encryptOaep(opened, call.merchant.publicKey)
  if (typeof body.notify_url === 'string') {
    call.platform.core.notices.send({
      institution: 'wechatpay',
      operation: 'notice.echo',
      event: 'SECURITY_ECHO.SUCCESS',
      outTradeNo: '',
      url: body.notify_url,
      payload: {
        mchid: call.merchant.mchid,
        signer: call.signer,
        originalType: 'security',
        summary: '回声测试',
        plaintext: { echo_message: message, ...(sealed === null ? {} : { encrypt_echo_message: sealed }) },
      },
    })
  }
  return ok({ echo_message: message, ...(sealed === null ? {} : { encrypted_echo_message: sealed }) })
}
