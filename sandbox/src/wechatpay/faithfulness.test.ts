import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { OPERATIONS, ROUTES } from './routes.js'
import { V2_ROUTES } from './v2/v2-routes.js'

const page = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8')
const section = (text: string, from: string) => {
  const start = text.indexOf(from)
  expect(start, from).toBeGreaterThan(-1)
  const end = text.indexOf('\n## ', start + from.length)
  return text.slice(start, end === -1 ? undefined : end)
}

/** `{a,b}` becomes each of them, also nested; `{}` stays. */
function expanded(pattern: string): string[] {
  const open = [...pattern.matchAll(/\{/g)].map((one) => one.index).find((at) => pattern[at + 1] !== '}')
  if (open === undefined) return [pattern]
  const parts: string[] = []
  let depth = 0
  let from = open + 1
  for (let at = open; at < pattern.length; at += 1) {
    if (pattern[at] === '{') depth += 1
    if (pattern[at] === '}') depth -= 1
    if ((pattern[at] === ',' && depth === 1) || depth === 0) {
      parts.push(pattern.slice(from, at))
      from = at + 1
    }
    if (depth === 0)
      return parts.flatMap((one) => expanded(pattern.slice(0, open) + one + pattern.slice(at + 1)))
  }
  throw new Error(`A brace is left open: ${pattern}`)
}

it('says of every interface how faithful it is, and of no other', () => {
  const table = section(page('sandbox-wechatpay.md'), '## 接口')
  const cells = table.split('\n').flatMap((line) => (line.startsWith('| `') ? [line.split(' | ')[0]!] : []))
  const named = cells
    .flatMap((cell) =>
      [...cell.matchAll(/`((?:(?:GET|POST|PUT|DELETE) )?\/[^`]+)`/g)].map(([, text]) => text!),
    )
    .flatMap(expanded)
  const served = [...ROUTES, ...V2_ROUTES].map(
    ({ method, path }) => `${method} ${path.replace(/:\w+/g, '{}')}`,
  )
  const covers = (name: string, route: string) => route === name || route.split(' ')[1] === name
  expect(served.filter((route) => !named.some((name) => covers(name, route)))).toEqual([])
  expect(named.filter((name) => !served.some((route) => covers(name, route)))).toEqual([])
})

it('names every operation that fault rules know', () => {
  const words = (text: string) => [...text.matchAll(/`([a-z][a-z0-9_.]+)`/g)].map(([, word]) => word!)
  const first = page('sandbox.md')
    .split('\n')
    .find((line) => line.startsWith('- 微信支付 WeChat Pay: `'))
  const more = section(page('sandbox-wechatpay.md'), '## 故障规则的操作名')
  const named = [...words(first ?? ''), ...words(more)].filter((word) => word !== 'sandbox.md')
  expect(named.sort()).toEqual([...OPERATIONS].sort())
})
