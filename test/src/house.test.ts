import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cycles, ownImports, sourceFiles, TOP } from './house/read-imports.js'
import { MODULES, RULES } from './house/rules.js'

const files = sourceFiles()
const imports = ownImports(files)

describe('the house', () => {
  it('is read at all', () => {
    expect(files.length).toBeGreaterThan(50)
    const ofRunner = imports.filter(({ from }) => from === 'server/src/platform/due/runner.ts')
    expect(ofRunner).toContainEqual({
      from: 'server/src/platform/due/runner.ts',
      to: 'server/src/platform/db/index.ts',
      typeOnly: true,
    })
    expect(ofRunner.find(({ to }) => to.endsWith('lane.ts'))?.typeOnly).toBe(false)
  })

  it.each(RULES.map((rule) => [`${rule.name}, because ${rule.because}`, rule] as const))(
    '%s',
    (_name, rule) => {
      const { breaks, because } = rule
      const broken = imports.filter(breaks).map(({ from, to }) => `${from} → ${to}`)
      expect(broken, because).toEqual([])
    },
  )

  it('has a floor for every module', () => {
    expect(
      [...readdirSync(join(TOP, 'server/src/modules'))].filter((name) => !MODULES.includes(name)),
    ).toEqual([])
  })

  it('has no circles: files that need each other are one file or want a third', () => {
    expect(cycles(imports)).toEqual([])
  })
})

describe('the rules', () => {
  const breaking = (from: string, to: string) =>
    RULES.filter(({ breaks }) => breaks({ from, to })).map(({ name }) => name)

  it.each([
    ['sandbox/src/main.ts', 'server/src/app.ts'],
    ['server/src/app.ts', 'sandbox/src/index.ts'],
    ['web/mall/src/main.tsx', 'server/src/index.ts'],
    ['server/src/platform/db/index.ts', 'server/src/modules/ledger/index.ts'],
    ['server/src/connectors/alipay/connector.ts', 'server/src/modules/attempts/index.ts'],
    ['server/src/connectors/alipay/connector.ts', 'server/src/connectors/wechatpay/connector.ts'],
    ['server/src/modules/refunds/routes.ts', 'server/src/modules/attempts/queries.ts'],
    ['server/src/modules/ledger/queries.ts', 'server/src/modules/checkouts/index.ts'],
    ['server/src/modules/attempts/start.ts', 'server/src/connectors/wechatpay/connector.ts'],
    ['money/src/money.ts', 'wechatpay/src/index.ts'],
  ])('are broken by %s → %s', (from, to) => {
    expect(breaking(from, to)).not.toEqual([])
  })

  it('find a circle', () => {
    const circle = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'a' },
      { from: 'c', to: 'd' },
    ]
    expect(cycles(circle).map((group) => group.toSorted())).toEqual([['a', 'b', 'c']])
  })
})
