import type { MethodName } from '../../../connectors/contract.js'
import type { Sql } from '../../../platform/db/index.js'
import { loadCapabilities } from '../capability/index.js'
import type { CompiledLaunch, Rulebook } from '../decision/facts.js'
import { compileLaunch } from '../decision/index.js'
import { FIRST_POLICY, type LaunchRules, type MethodPolicy } from '../rules-schema.js'
import { loadTerms } from '../terms/load-terms.js'

/** Everything that is the same for all checkouts, as it stands (`at` null) or as it stood. */
export async function loadRulebook(sql: Sql, at: Date | null): Promise<Omit<Rulebook, 'revision'>> {
  // Later than everything: what stands is what stood last.
  const asOf = at ?? new Date('9999-12-31T00:00:00Z')
  const [launches, capabilities, policy, terms, failing] = await Promise.all([
    loadLaunches(sql, asOf),
    loadCapabilities({ sql }, at),
    loadPolicy(sql, asOf),
    loadTerms(sql, at),
    loadFailing(sql, asOf),
  ])
  return {
    launches,
    capabilities: new Map(capabilities.map((capability) => [capability.id, capability])),
    policy,
    terms,
    failing,
  }
}

async function loadLaunches(sql: Sql, asOf: Date): Promise<ReadonlyMap<MethodName, CompiledLaunch>> {
  const rows = await sql<{ id: string; version: number; rules: LaunchRules }>`
    select id, version, rules from (
      select distinct on (launch_id) launch_id as id, version, valid_from, rules from launch_versions
      where valid_from <= ${asOf} order by launch_id, version desc
    ) latest order by valid_from, id`
  const launches = new Map<MethodName, CompiledLaunch>()
  // One that has ended hides its methods for good, until another launch takes them up.
  for (const ended of [true, false]) {
    for (const { id, version, rules } of rows) {
      if ((rules.state === 'ended') !== ended) continue
      const launch = compileLaunch(id, version, rules)
      for (const method of rules.methods) launches.set(method, launch)
    }
  }
  return launches
}

async function loadPolicy(sql: Sql, asOf: Date): Promise<MethodPolicy> {
  const [row] = await sql<{ policy: MethodPolicy }>`
    select policy from method_policies where valid_from <= ${asOf} order by version desc limit 1`
  return row?.policy ?? FIRST_POLICY
}

async function loadFailing(sql: Sql, asOf: Date): Promise<ReadonlySet<MethodName>> {
  const rows = await sql<{ method: MethodName; health: string }>`
    select distinct on (method) method, health from method_health_moves
    where at <= ${asOf} order by method, id desc`
  return new Set(rows.filter(({ health }) => health === 'failing').map(({ method }) => method))
}
