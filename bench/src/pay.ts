import { availableParallelism } from 'node:os'
import { orderInSandbox } from './order-in-sandbox.js'
import { payEndToEnd } from './pay-end-to-end.js'
import { payOnTheFloor } from './pay-on-the-floor.js'
import { startWorld } from './world.js'

const ROUNDS = 3

/**
 * Payments per second, from the checkout to the ledger, beside a floor measured in the same run on the same database.
 * Rounds alternate so that a noisy moment hits both.
 */
export async function benchPayments(payments: number, lanes: number): Promise<void> {
  const world = await startWorld()
  try {
    await payEndToEnd(world, Math.ceil(payments / 4), lanes)
    await payOnTheFloor(world, Math.ceil(payments / 4), lanes)
    const endToEnd: number[] = []
    const floor: number[] = []
    const sandbox: number[] = []
    for (let round = 1; round <= ROUNDS; round += 1) {
      endToEnd.push(payments / (await payEndToEnd(world, payments, lanes)))
      floor.push(payments / (await payOnTheFloor(world, payments, lanes)))
      sandbox.push(payments / (await orderInSandbox(world, payments, lanes)))
      console.log(
        `round ${round}: end to end ${rate(endToEnd.at(-1))}, floor ${rate(floor.at(-1))}, sandbox alone ${rate(sandbox.at(-1))}`,
      )
    }
    const whole = median(endToEnd)
    const bare = median(floor)
    console.log('')
    console.log(
      `${payments} payments a round, ${lanes} at a time, ${availableParallelism()} cores for database, platform, sandbox and shoppers together`,
    )
    console.log(`end to end   ${rate(whole)}   checkout → attempt → wallet → notice → ledger, over HTTP`)
    console.log(`floor        ${rate(bare)}   the same signatures and durable rows, no HTTP, no framework`)
    console.log(`ratio        ${(whole / bare).toFixed(2)}`)
    console.log('')
    console.log(
      `sandbox      ${rate(median(sandbox))}   native order → wallet → notice, requests signed beforehand`,
    )
  } finally {
    await world.stop()
  }
}

function rate(perSecond = 0): string {
  return `${perSecond.toFixed(0).padStart(6)} payments/s`
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
}
