import type { TestDatabase } from '../../support/index.js'

/** Rules under which every shopper of an invited merchant sees WeChat Pay. */
const OPEN_RULES = {
  state: 'live',
  methods: ['wechatpay_scan', 'wechatpay_jump'],
  requires: [],
  needsSubMerchant: false,
  merchants: 'invited',
  everyoneUnderTermsSeq: null,
  shareBp: 10_000,
  holdoutBp: 0,
  audience: null,
  boosts: [],
  allow: [],
  deny: [],
  goods: { includeCategories: [], excludeCategories: [], includeSkus: [], excludeSkus: [] },
  scenes: null,
  amountMinor: { least: null, most: null },
  windows: [],
  schedule: { steps: [], step: -1, state: 'off', stepBeganAt: null },
  guardrails: [],
  hideWhenFailing: false,
}

/** A live launch of WeChat Pay by invitation, written as it stands in the tables. */
export async function putLaunch({ db }: TestDatabase, id: string, at: Date): Promise<void> {
  await db.tx(async ({ sql }) => {
    await sql`
      insert into launches (id, name, name_en, institution, version, created_at)
      values (${id}, '微信支付上线', 'WeChat Pay comes', 'wechatpay', 1, ${at})`
    await sql`insert into launch_versions values (${id}, 1, ${at}, ${JSON.stringify(OPEN_RULES)})`
    await sql`update rulebook set revision = revision + 1`
    await sql`select pg_notify('hutong_rulebook', '')`
  })
}
