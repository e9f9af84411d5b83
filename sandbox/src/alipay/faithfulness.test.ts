import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { METHODS } from './methods.js'

it('says of every method in the table how faithful it is, and of no other', () => {
  const page = readFileSync(new URL('../../../docs/sandbox-alipay.md', import.meta.url), 'utf8')
  const table = page.slice(page.indexOf('## 接口'), page.indexOf('## 页面'))
  const rows = table.split('\n').filter((line) => line.startsWith('| `'))
  const named = rows.flatMap(
    (line) => line.split(' | ')[0]!.match(/(?:alipay|zhima|ant)\.[a-z.]+[a-z]/g) ?? [],
  )
  expect([...new Set(named)].sort()).toEqual(Object.keys(METHODS).sort())
})
