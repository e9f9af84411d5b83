import type { DemoAccess } from './modules/access/index.js'
import { seedDemoLaunch } from './modules/launches/index.js'
import { registerMerchant } from './modules/merchants/index.js'
import type { Parts } from './parts.js'
import { isRefusal } from './platform/refusal/index.js'

export interface DemoMerchant {
  readonly id: string
  readonly name: string
  readonly nameEn?: string | null
  readonly category?: string | null
}

export interface DemoOptions {
  readonly merchants: readonly DemoMerchant[]
  /** Where the demo shop is told what happened. */
  readonly webhookUrl: string | null
  /** Lets WeChat Pay in by a launch, so that there is one to be looked at; otherwise no launch holds it back. */
  readonly launch?: boolean
}

interface SignIn {
  readonly username: string
  readonly password: string
}

/** What a start with the demo prints and hands to the demo shop. */
export interface SeededDemo {
  readonly apiKey: string
  readonly webhookSecret: string | null
  /** The operator of the marketplace. */
  readonly console: SignIn
  /** One seller, to sign in as; the others are in `sellers`. */
  readonly workbench: SignIn | null
  readonly sellers: DemoAccess['sellers']
}

/** What the demo shop needs: its sellers, people who may sign in, a key, and where it wants to be told. */
export async function seedDemo(
  { deps, access, webhooks }: Parts,
  masterKey: Buffer,
  demo: DemoOptions,
): Promise<SeededDemo> {
  for (const { id, name, nameEn = null, category = null } of demo.merchants) {
    const registered = await registerMerchant(deps.db, deps.clock, { id, name, nameEn, category })
    if (isRefusal(registered)) deps.log.warn({ merchantId: id }, 'a demo merchant has another name already')
  }
  const merchantIds = demo.merchants.map((merchant) => merchant.id)
  if (demo.launch === true) await seedDemoLaunch(deps, merchantIds)
  const people = await access.seedDemo({ masterKey, merchantIds })
  const { apiKey, operator, sellers } = people
  const endpoint =
    demo.webhookUrl === null ? null : await webhooks.seedDemo({ masterKey, url: demo.webhookUrl })
  const [first] = sellers
  const workbench = first === undefined ? null : { username: first.username, password: first.password }
  return { apiKey, webhookSecret: endpoint?.secret ?? null, console: operator, workbench, sellers }
}
