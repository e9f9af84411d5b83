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
  demo: { readonly merchants: readonly DemoMerchant[]; readonly webhookUrl: string | null },
): Promise<SeededDemo> {
  for (const { id, name, nameEn = null, category = null } of demo.merchants) {
    const registered = await registerMerchant(deps.db, deps.clock, { id, name, nameEn, category })
    if (isRefusal(registered)) deps.log.warn({ merchantId: id }, 'a demo merchant has another name already')
  }
  await seedDemoLaunch(
    deps,
    demo.merchants.map((merchant) => merchant.id),
  )
  const people = await access.seedDemo({
    masterKey,
    merchantIds: demo.merchants.map((merchant) => merchant.id),
  })
  const { apiKey, operator, sellers } = people
  const endpoint =
    demo.webhookUrl === null ? null : await webhooks.seedDemo({ masterKey, url: demo.webhookUrl })
  const [first] = sellers
  const workbench = first === undefined ? null : { username: first.username, password: first.password }
  return { apiKey, webhookSecret: endpoint?.secret ?? null, console: operator, workbench, sellers }
}
