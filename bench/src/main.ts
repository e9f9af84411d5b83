import { benchDecisions } from './decide/decisions.js'
import { benchPayments } from './pay.js'

/**
 * `npm run bench` measures payments and decisions; `npm run bench -- <payments> <lanes>` as many payments, so many at a
 * time; `npm run bench -- decisions` decisions only.
 */
const [first, second] = process.argv.slice(2)
if (first !== 'decisions') {
  await benchPayments(Number(first ?? 600), Number(second ?? 16))
  console.log('')
}
await benchDecisions()
