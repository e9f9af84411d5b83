import { benchDecisions } from './decide/decisions.js'
import { benchHowSoon } from './how-soon.js'
import { benchPayments } from './pay.js'

/**
 * `npm run bench` measures payments and decisions; `npm run bench -- <payments> <lanes>` as many payments, so many at a
 * time; `npm run bench -- decisions` decisions only; `npm run bench -- how-soon` how soon a change counts elsewhere.
 */
const [first, second] = process.argv.slice(2)
if (first !== 'decisions' && first !== 'how-soon') {
  await benchPayments(Number(first ?? 600), Number(second ?? 16))
  console.log('')
}
if (first !== 'how-soon') {
  await benchDecisions()
  console.log('')
}
if (first !== 'decisions') await benchHowSoon()
