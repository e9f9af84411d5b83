import { randomBytes } from 'node:crypto'
import { json } from '../../../platform/db/index.js'
import { type Refusal, refuse } from '../../../platform/refusal/index.js'
import { type By, recordChange } from '../../audit/index.js'
import { bumpRulebook } from '../rulebook/bump-rulebook.js'
import type { LaunchRules } from '../rules-schema.js'
import { checkChange, checkRules, type RulesRefusal } from './check-rules.js'
import { checkSurroundings, type SurroundingsRefusal } from './check-surroundings.js'
import type { RampDeps } from './deps.js'
import { firstRules } from './first-rules.js'
import type { Launch } from './queries.js'
import { subjectOf } from './write-version.js'

export interface NewLaunch {
  readonly name: string
  readonly nameEn: string
  readonly institution: string
  /** What is not given is as nobody had said anything: seen by nobody. */
  readonly rules: Partial<LaunchRules> & Pick<LaunchRules, 'methods'>
}

/** A new launch is a draft: it lets nobody in, and from now on its methods are held back by it. */
export async function createLaunch(
  deps: RampDeps,
  wish: NewLaunch,
  by: By,
): Promise<Launch | Refusal<RulesRefusal | SurroundingsRefusal>> {
  const first = firstRules(wish.rules.methods)
  const rules = { ...first, ...wish.rules }
  const wrong = checkRules(wish.institution, rules) ?? checkChange(first, rules)
  if (wrong !== null) return wrong
  if (rules.state !== 'draft') return refuse('launch_state_move', { from: 'draft', to: rules.state })

  const id = `ln_${randomBytes(8).toString('hex')}`
  const { name, nameEn, institution } = wish
  const created = await deps.db.tx(async (tx) => {
    await bumpRulebook(tx)
    const at = deps.clock.now()
    const refused = await checkSurroundings(tx, id, rules, false)
    if (refused !== null) return refused
    await tx.sql`
      insert into launches (id, name, name_en, institution, version, created_at)
      values (${id}, ${name}, ${nameEn}, ${institution}, 1, ${at})`
    await tx.sql`
      insert into launch_versions (launch_id, version, valid_from, rules, actor, why)
      values (${id}, 1, ${at}, ${json(rules)}, ${json(by.actor)}, ${by.why.trim()})`
    await recordChange(tx, {
      at,
      actor: by.actor,
      action: 'launch.create',
      subject: subjectOf(id),
      subjectName: name,
      from: null,
      to: { version: 1, name, nameEn, institution, methods: rules.methods },
      why: by.why,
    })
    return { id, name, nameEn, institution, version: 1, validFrom: at, rules, watchedFrom: null }
  })
  await deps.rulebooks.announce()
  return created
}
