import { encryptOaep, sealAead } from '@hutong/wechatpay'
import { type Answer, ok, Refused } from './answers.js'
import { beijingTime } from './beijing-time.js'
import { type Call, readBody } from './call.js'
import { checkFields } from './fields.js'
import { namedKey, openField } from './query-refund.js'

/** The platform certificates in use, sealed with the merchant's APIv3 key (00-protocol §4). */
export function certificates(call: Call): Answer {
  const { keys, core, merchantBook } = call.platform
  if (merchantBook.settings(call.merchant.mchid).keyMode === 'public_key') {
    throw new Refused('RESOURCE_NOT_EXISTS', {
      zh: '无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥',
      en: 'There is no platform certificate for this merchant; use the WeChat Pay public key',
    })
  }
  return ok({
    data: keys.certificates().map((certificate) => {
      const nonce = core.random.hex(12)
      return {
        serial_no: certificate.serial,
        effective_time: beijingTime(certificate.effectiveAtMs),
        expire_time: beijingTime(certificate.expiresAtMs),
        encrypt_certificate: {
          algorithm: 'AEAD_AES_256_GCM',
          nonce,
          associated_data: 'certificate',
          ciphertext: sealAead(certificate.pem, call.merchant.apiV3Key, nonce, 'certificate'),
        },
      }
    }),
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
