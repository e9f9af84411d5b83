import { later } from '../../../platform/clock/index.js'
import { isRefusal, type Refusal } from '../../../platform/refusal/index.js'
import type { Actor } from '../../audit/index.js'
import { beginCapability, changeDocuments, submitCapability } from '../capability/change-capability.js'
import { recordDecision } from '../capability/record-decision.js'
import type { LaunchesDeps } from '../deps.js'
import { acceptInvitation } from '../invitations/accept-invitation.js'
import { noteSeen } from '../invitations/answer-invitation.js'
import { createBatch } from '../invitations/batches.js'
import { directBatch } from '../invitations/move-batch.js'
import { runDueBatches } from '../invitations/run-due-batches.js'
import { createLaunch } from '../ramp/create-launch.js'
import { moveLaunch } from '../ramp/move-launch.js'
import { publishTerms } from '../terms/publish-terms.js'
import type { TermsDraft } from '../terms/schema.js'
import { draftTerms } from '../terms/write-draft.js'
import { DEMO_DOCUMENTS, DEMO_NEXT_TERMS, DEMO_REASON, DEMO_RULES, DEMO_TERMS } from './demo-texts.js'

const DAY_MS = 86_400_000
const ACTOR: Actor = { kind: 'platform', id: 'demo', name: 'demo', role: null }
const by = (why: string) => ({ actor: ACTOR, why })

/**
 * The demo's launch: WeChat Pay was granted, terms are in force, and every seller but the last has accepted; the last
 * one has its letter in the workbench. Made by the same use cases as in life, once.
 */
export async function seedDemoLaunch(deps: LaunchesDeps, merchantIds: readonly string[]): Promise<void> {
  const [launched] = await deps.db.sql`select 1 from launches limit 1`
  const waiting = merchantIds.at(-1)
  if (launched !== undefined || waiting === undefined) return
  await grantAlipay(deps)
  await grantWechatpay(deps)
  const termsSeq = await writeTerms(deps)
  const wish = {
    name: '微信支付上线',
    nameEn: 'WeChat Pay comes in',
    institution: 'wechatpay' as const,
    rules: DEMO_RULES,
  }
  const { id } = sure(await createLaunch(deps, wish, by('演示：开放微信支付')))
  sure(await moveLaunch(deps, id, 'go-live', by('演示：能力已开通，规则已生效')))

  const batch = sure(
    await createBatch(
      deps,
      id,
      {
        name: '第一批店铺',
        selection: { merchantIds: [...merchantIds] },
        waves: [{ shareBp: 10_000, afterMs: 0 }],
        startsAt: deps.clock.now(),
        expiresInMs: 30 * DAY_MS,
      },
      by('演示：邀请全部店铺'),
    ),
  )
  sure(await directBatch(deps, batch.id, 'start', by('演示：发出邀请')))
  // Choosing is a step and each wave is one.
  for (let step = 0; step < 3; step += 1) await runDueBatches(deps, 1)
  for (const merchantId of merchantIds.slice(0, -1)) {
    sure(await noteSeen(deps, { merchantId, launchId: id }))
    sure(await acceptInvitation(deps, { merchantId, launchId: id, termsSeq, actor: ACTOR }))
  }
}

/** Filed by hand and written down by hand, as where an institution has no review desk that can be called. */
function byHand(given: LaunchesDeps, capability: string) {
  const deps = { ...given, desks: { ...given.desks, capability: () => null } }
  return {
    async apply(documents: Readonly<Record<string, string>>) {
      sure(await beginCapability(deps, capability, documents, by('演示：申请接入')))
      sure(await submitCapability(deps, capability, by('演示：提交资料')))
    },
    async rectify(documents: Readonly<Record<string, string>>) {
      sure(await changeDocuments(deps, capability, { documents, seen: null }, by('演示：改正经营类目')))
      sure(await submitCapability(deps, capability, by('演示：重新提交')))
    },
    async decide(decision: 'taken_up' | 'sent_back' | 'grant', why: string) {
      const reasons = decision === 'sent_back' ? [DEMO_REASON] : []
      sure(await recordDecision(deps, capability, { decision, reasons, paper: 'DEMO-0001' }, by(why)))
    },
  }
}

/** The wallet that the marketplace always had. */
async function grantAlipay(deps: LaunchesDeps): Promise<void> {
  const { service_phone: _, ...documents } = { ...DEMO_DOCUMENTS, category: '电商平台' }
  const alipay = byHand(deps, 'alipay.platform')
  await alipay.apply(documents)
  await alipay.decide('grant', '机构已开通')
}

async function grantWechatpay(deps: LaunchesDeps): Promise<void> {
  const wechatpay = byHand(deps, 'wechatpay.platform')
  await wechatpay.apply(DEMO_DOCUMENTS)
  await wechatpay.decide('taken_up', '机构已受理')
  await wechatpay.decide('sent_back', '机构退回：经营类目不符')
  await wechatpay.rectify({ ...DEMO_DOCUMENTS, category: '电商平台' })
  await wechatpay.decide('taken_up', '机构已受理')
  await wechatpay.decide('grant', '机构已开通')
}

/** One version in force and the next announced; answers with the number of the one in force. */
async function writeTerms(deps: LaunchesDeps): Promise<number> {
  const write = async (draft: TermsDraft, effective: Date | null): Promise<number> => {
    const { seq } = sure(await draftTerms(deps, draft, by('演示：起草规则')))
    sure(await publishTerms(deps, seq, effective, by('演示：公示规则')))
    return seq
  }
  const seq = await write(DEMO_TERMS, null)
  await write(DEMO_NEXT_TERMS, later(deps.clock.now(), 14 * DAY_MS))
  return seq
}

function sure<Value extends object | string>(answer: Value | Refusal): Value {
  if (typeof answer === 'object' && isRefusal(answer))
    throw new Error(`the demo's launch was refused: ${answer.refusal}`)
  return answer as Value
}
