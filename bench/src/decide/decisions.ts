import { byFlagd } from './by-flagd.js'
import { byGrowthbook } from './by-growthbook.js'
import { byHutong } from './by-hutong.js'
import { byUnleash } from './by-unleash.js'
import { drawCases } from './draw-cases.js'
import { createRandom, MerchantWorld } from './merchant-world.js'
import { type Case, type Evaluator, RULE_SET } from './rule-set.js'

const CASES = 20_000
const ROUNDS = 7
const ROUND_MS = 300
const SIZES = [1_000, 100_000, 10_000_000]
const SHARE_PERCENT = 50

/**
 * Decisions per second: which of four methods may this shopper use? Beside public evaluators of feature flags on an equal
 * rule set, and with more and more merchants. Answers are compared before anything is timed.
 */
export async function benchDecisions(): Promise<void> {
  const cases = drawCases(CASES, new MerchantWorld(100_000))
  await checkAnswers(cases)
  await compareEvaluators(cases)
  growMerchants()
}

const evaluators = async (sharePercent: number): Promise<Evaluator[]> => [
  byHutong(sharePercent) as Evaluator,
  byGrowthbook(sharePercent) as Evaluator,
  byFlagd(sharePercent) as Evaluator,
  (await byUnleash(sharePercent)) as Evaluator,
]

/**
 * At a share of everyone all answers are equal, question by question. At half, each evaluator places shoppers by a hash of
 * its own: nobody may be shown who was not before, and it must be half of them.
 */
async function checkAnswers(cases: readonly Case[]): Promise<void> {
  const whole = await Promise.all((await evaluators(100)).map((one) => answersOf(one, cases)))
  const half = await Promise.all((await evaluators(SHARE_PERCENT)).map((one) => answersOf(one, cases)))
  const first = whole[0] ?? []
  const shown = first.reduce((sum, bits) => sum + bitsIn(bits), 0)
  for (const [at, { name }] of (await evaluators(100)).entries()) {
    const different = first.findIndex((bits, question) => whole[at]?.[question] !== bits)
    if (different >= 0) throw new Error(`${name} answers question ${different} otherwise`)
    const answers = half[at] ?? []
    const added = answers.findIndex((bits, question) => (bits & ~(first[question] ?? 0)) !== 0)
    if (added >= 0) throw new Error(`${name} shows more at a share of half, in question ${added}`)
    const part = answers.reduce((sum, bits) => sum + bitsIn(bits), 0) / shown
    if (Math.abs(part - SHARE_PERCENT / 100) > 0.02) throw new Error(`${name} shows ${part} of them at half`)
  }
  const rate = ((100 * shown) / (cases.length * RULE_SET.length)).toFixed(0)
  console.log(
    `${cases.length} questions answered alike by all; ${rate} % of methods shown at a share of everyone`,
  )
}

async function compareEvaluators(cases: readonly Case[]): Promise<void> {
  const runners = (await evaluators(SHARE_PERCENT)).map((evaluator) => {
    const prepared = cases.map((one) => evaluator.prepare(one))
    const nanos: number[] = []
    return { name: evaluator.name, nanos, once: () => sumUp(prepared, (one) => evaluator.decide(one)) }
  })
  for (const { once } of runners) once()
  // Rounds alternate so that a noisy moment hits all.
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { nanos, once } of runners) nanos.push(nanosEach(cases.length, once))
  }
  const ours = best(runners[0]?.nanos ?? [])
  console.log('')
  console.log(
    `one decision: ${RULE_SET.length} methods, 13 conditions each, share of ${SHARE_PERCENT} %; per core`,
  )
  for (const { name, nanos } of runners) {
    const nano = best(nanos)
    console.log(
      `${name.padEnd(26)} ${perSecond(nano)} decisions/s ${cost(nano)} each   ${ratio(nano / ours)}`,
    )
  }
}

function growMerchants(): void {
  const evaluator = byHutong(SHARE_PERCENT)
  const runners = SIZES.map((size) => {
    const world = new MerchantWorld(size)
    const cases = drawCases(CASES, world)
    const prepared = cases.map((one) => evaluator.prepare(one))
    const random = createRandom(11)
    return {
      size,
      alone: [] as number[],
      whole: [] as number[],
      decide: () => sumUp(prepared, (one) => evaluator.decide(one)),
      lookUpAndDecide: () =>
        sumUp(cases, (one) => {
          const merchant = world.load(Math.floor(random() * size))
          return evaluator.decide(evaluator.prepare({ ...one, merchant }))
        }),
    }
  })
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { alone, whole, decide, lookUpAndDecide } of runners) {
      alone.push(nanosEach(CASES, decide))
      whole.push(nanosEach(CASES, lookUpAndDecide))
    }
  }
  console.log('')
  console.log(
    'with more merchants                decision alone     merchant looked up, made ready and decided',
  )
  for (const { size, alone, whole } of runners) {
    const figures = [best(alone), best(whole)].map((nanos) => `${perSecond(nanos)}/s ${cost(nanos)}`)
    console.log(`${size.toLocaleString('en').padStart(10)} merchants   ${figures.join('   ')}`)
  }
}

async function answersOf(evaluator: Evaluator, cases: readonly Case[]): Promise<number[]> {
  return cases.map((one) => evaluator.decide(evaluator.prepare(one)))
}

/** The sum is looked at in the end: an engine may leave out what nobody looks at. */
function sumUp<One>(all: readonly One[], of: (one: One) => number): number {
  let sum = 0
  for (const one of all) sum += of(one)
  return sum
}

/** In time of the processor, all threads of it: what others do on the machine meanwhile is not counted. */
function nanosEach(decisions: number, once: () => number): number {
  const before = process.cpuUsage()
  let times = 0
  let shown = 0
  let microseconds = 0
  do {
    shown += once()
    times += 1
    const { user, system } = process.cpuUsage(before)
    microseconds = user + system
  } while (microseconds < ROUND_MS * 1_000)
  if (shown === 0) throw new Error('nothing was shown')
  return (microseconds * 1_000) / (times * decisions)
}

function bitsIn(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1
  return count
}

/** The round that was disturbed least: this is arithmetic, and whatever makes it slower is somebody else's. */
function best(values: readonly number[]): number {
  return Math.min(...values)
}

const perSecond = (nanos: number): string =>
  Math.round(1e9 / nanos)
    .toLocaleString('en')
    .padStart(10)
const cost = (nanos: number): string => `${(nanos / 1_000).toFixed(2).padStart(7)} µs`
const ratio = (times: number): string => (times === 1 ? '' : `${times.toFixed(1)} × the time`)
