import { countMerchants, countOpenAlerts, type Launch, type LaunchVersion, type On } from './queries.js'
import { subjectOf } from './write-version.js'

const NO_MERCHANTS = { invited: 0, accepted: 0, active: 0, declined: 0, expired: 0, paused: 0, suspended: 0 }

/** Launches as the console shows them, with how many merchants stand where, and what an operator should look at. */
export async function viewLaunches(on: On, launches: readonly Launch[]) {
  const ids = launches.map(({ id }) => id)
  const [merchants, alerts] = await Promise.all([
    countMerchants(on, ids),
    countOpenAlerts(on, ids.map(subjectOf)),
  ])
  return launches.map(({ id, name, nameEn, institution, version, validFrom, rules }) => ({
    id,
    name,
    nameEn,
    institution,
    version,
    validFrom: validFrom.toISOString(),
    rules,
    merchants: {
      ...NO_MERCHANTS,
      ...Object.fromEntries(
        merchants.filter((row) => row.launchId === id).map(({ state, count }) => [state, Number(count)]),
      ),
    },
    alerts: Number(alerts.find(({ subject }) => subject === subjectOf(id))?.count ?? 0n),
  }))
}

export async function viewLaunch(on: On, launch: Launch) {
  const [view] = await viewLaunches(on, [launch])
  if (view === undefined) throw new Error(`launch ${launch.id} has no view`)
  return view
}

export const viewVersion = ({ version, validFrom, rules, actor, action, why }: LaunchVersion) => ({
  version,
  validFrom: validFrom.toISOString(),
  rules,
  by: { kind: actor.kind, name: actor.name },
  action,
  why,
})
