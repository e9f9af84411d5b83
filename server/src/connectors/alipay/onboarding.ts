import type { Clock } from '../../platform/clock/index.js'
import type { AlipayAccount, OnCall } from '../contract.js'
import type {
  ApplicationToAsk,
  ReviewAnswer,
  SubMerchantApplication,
  SubMerchantDesk,
} from '../review-contract.js'
import { createGateway, type Told } from './gateway.js'
import { readAlipayPublicKey, readAppPrivateKey } from './keys.js'
import { applicationOf, COPIES, documentIn, externalIdOf } from './zft-application.js'
import { noAnswer, progressIn, readOrders } from './zft-orders.js'

const BASE = 'ant.merchant.expand.indirect'

/** Onboarding of second-level merchants (zft) with the account of the platform that collects for them. */
export function createAlipayOnboarding(account: AlipayAccount, options: { clock: Clock }): SubMerchantDesk {
  const keys = {
    app: readAppPrivateKey(account.appPrivateKey),
    alipay: readAlipayPublicKey(account.alipayPublicKey),
  }
  const call = createGateway(account, keys, options.clock)

  /** A picture lives longer than an application; sent again it only gets another number. */
  async function upload(
    { documents, files }: SubMerchantApplication,
    onCall: OnCall,
  ): Promise<ReadonlyMap<string, string> | ReviewAnswer> {
    const imageIds = new Map<string, string>()
    for (const field of COPIES) {
      const file = files.get(documents[field] ?? '')
      if (file === undefined) continue
      const answer = await call(
        {
          verb: 'upload',
          method: `${BASE}.image.upload`,
          parameters: { image_type: file.name.split('.').at(-1)?.toLowerCase() ?? '' },
          file: { part: 'image_content', ...file },
          request: `upload ${field}`,
        },
        onCall,
      )
      if (answer.outcome === 'unknown') return answer
      const imageId = answer.text('image_id')
      if (answer.code !== '10000') return refusedBecause(answer, field)
      if (imageId === undefined)
        return { outcome: 'unknown', because: 'unreadable', message: 'Uploaded, but without a number.' }
      imageIds.set(field, imageId)
    }
    return imageIds
  }

  async function inquire(asked: ApplicationToAsk, onCall: OnCall): Promise<ReviewAnswer> {
    const externalId = externalIdOf(asked.applicationNo)
    const answer = await call(
      {
        verb: 'inquire_application',
        method: `${BASE}.zftorder.query`,
        bizContent: { external_id: externalId },
        request: `query application ${externalId}`,
        stateIn: progressIn,
      },
      onCall,
    )
    return readOrders(asked, answer)
  }

  return {
    async submit(application, onCall) {
      const uploaded = await upload(application, onCall)
      if ('outcome' in uploaded) return uploaded
      const { applicationNo, submission } = application
      const answer = await call(
        {
          verb: 'hand_in',
          method: `${BASE}.zft.create`,
          bizContent: applicationOf(application, uploaded),
          request: `application ${externalIdOf(applicationNo)} (${submission})`,
        },
        onCall,
      )
      if (answer.outcome === 'unknown') return answer
      if (answer.code === '10000') {
        const institutionRef = answer.text('order_id') ?? null
        return { outcome: 'under_review', submission, revision: null, institutionRef, reasons: [] }
      }
      const refused = refusedBecause(answer, null)
      if (refused.outcome === 'unknown') return refused
      // A number that is in use is refused as a wrong field is: an earlier call may have got through.
      const standing = await inquire(application, onCall)
      return standing.outcome === 'absent' ? refused : standing
    },
    inquire,
  }
}

/** A wrong field is for the applicant to put right; a product that was not signed is for the platform. */
function refusedBecause(told: Told, field: string | null): ReviewAnswer {
  const { code, subCode, message } = told
  if (code === '40006')
    return { outcome: 'declined', decline: { code: subCode || code, message, temporary: false } }
  if (code !== '40004' || /SYSTEM_ERROR$/.test(subCode)) return noAnswer(told)
  return {
    outcome: 'to_be_rectified',
    submission: null,
    revision: null,
    institutionRef: null,
    reasons: [{ field: field ?? documentIn(message), reason: message }],
  }
}
