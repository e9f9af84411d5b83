import { afterAll, beforeAll, describe } from 'vitest'
import { type Bench, openBench } from './suite/bench.js'
import { describeFaults } from './suite/faults.js'
import { describeNotices } from './suite/notices.js'
import { describeOrders } from './suite/orders.js'
import type { ConnectorProfile } from './suite/profile.js'
import { describeRefunds } from './suite/refunds.js'

/**
 * What every connector has to keep, tried against the sandbox over real sockets. A new connector is done when its profile
 * passes; what is peculiar to it is tested beside the call of this suite, with the same bench.
 */
export function describeConnector(profile: ConnectorProfile, peculiar?: (bench: () => Bench) => void): void {
  describe(`${profile.institution} connector`, () => {
    let bench: Bench
    beforeAll(async () => {
      bench = await openBench(profile)
    }, 60_000)
    afterAll(() => bench?.close())

    describeOrders(profile, () => bench)
    describeRefunds(profile, () => bench)
    describeFaults(profile, () => bench)
    describeNotices(profile, () => bench)
    peculiar?.(() => bench)
  })
}

export type { Bench } from './suite/bench.js'
export type { ConnectorProfile } from './suite/profile.js'
