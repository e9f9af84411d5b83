import { checkSdks } from './check-sdks.js'
import { failuresOf, tableOf } from './print-table.js'

const found = await checkSdks()
console.log(`\n${tableOf(found)}\n`)
const failures = failuresOf(found)
for (const failure of failures) console.error(failure)
const count = (outcome: string): number =>
  found.flatMap(({ results }) => results).filter((result) => result.outcome === outcome).length
console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('not_offered')} not offered`)
process.exitCode = failures.length === 0 ? 0 : 1
