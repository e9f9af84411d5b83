import { createBench } from './bench.js'
import { COLUMNS } from './columns.js'
import type { Result } from './operations.js'

// A process of its own: proxy and CA stand in its environment, where an application would have them.
const [homeUrl = '', name = '', billDay = ''] = process.argv.slice(2)
const column = COLUMNS.find((one) => one.name === name)
if (!column) throw new Error(`There is no column ${name}.`)

const bench = await createBench(homeUrl, billDay)
const results: Result[] = []
for (const [operation, check] of Object.entries(column.checks(bench))) {
  if (check === null) {
    results.push({ operation, outcome: 'not_offered' })
    continue
  }
  try {
    await check()
    results.push({ operation, outcome: 'passed' })
  } catch (error) {
    const because = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    // An SDK that reads the answer itself says little of it; what the institution said is beside the error.
    const answer = (error as { response?: { data?: unknown } } | null)?.response?.data
    const said =
      answer === undefined ? '' : ` · ${String(typeof answer === 'string' ? answer : JSON.stringify(answer))}`
    results.push({ operation, outcome: 'failed', because: because + said })
  }
}
await bench.stop()
process.send?.(results, () => process.exit(0))
