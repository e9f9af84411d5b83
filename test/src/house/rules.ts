import type { OwnImport } from './read-imports.js'

export interface Rule {
  readonly name: string
  /** Shown to whoever breaks it. */
  readonly because: string
  readonly breaks: (one: OwnImport) => boolean
}

/** Ground floor first: a module may know those before it. */
export const MODULES = [
  'story',
  'access',
  'audit',
  'ledger',
  'merchants',
  'checkouts',
  'attempts',
  'refunds',
  'notices',
  'webhooks',
  'launches',
  'cashier',
  'workbench',
  'console',
]

const isTest = (path: string) => /\.test(-child)?\.tsx?$/.test(path)
const partOf = (path: string) =>
  path.startsWith('web/') ? path.split('/').slice(0, 2).join('/') : (path.split('/')[0] ?? '')
const moduleOf = (path: string) => /^server\/src\/modules\/([^/]+)\//.exec(path)?.[1]
const connectorOf = (path: string) => /^server\/src\/connectors\/([^/]+)\//.exec(path)?.[1]
const isIn = (path: string, folder: string) => path.startsWith(`${folder}/`)

/** What each part of the tree may import beside itself. */
const PARTS: Readonly<Record<string, { readonly may: readonly string[]; readonly because: string }>> = {
  money: { may: [], because: 'money is the ground that all arithmetic stands on' },
  wechatpay: { may: ['money'], because: 'the WeChat Pay wire is published alone, with no platform in it' },
  sandbox: {
    may: ['money', 'wechatpay'],
    because: 'the sandbox and the server meet on the wire, as institutions and platforms do in life',
  },
  server: {
    may: ['money', 'wechatpay'],
    because: 'the server meets the sandbox, the pages and the tests on the wire, as in life',
  },
  client: { may: [], because: 'the client is made from the OpenAPI document, as anyone could make one' },
}

export const RULES: readonly Rule[] = [
  ...Object.entries(PARTS).map(([part, { may, because }]) => ({
    name: `${part} imports ${may.length === 0 ? 'nothing else of ours' : `only ${may.join(' and ')}`}`,
    because,
    breaks: ({ from, to }: OwnImport) =>
      partOf(from) === part && partOf(to) !== part && !may.includes(partOf(to)),
  })),
  {
    name: 'pages import only money, the client and what pages share',
    because: 'a page is a client of the public API like any other; the mall must be writable by a stranger',
    breaks: ({ from, to }) =>
      isIn(from, 'web') &&
      partOf(from) !== partOf(to) &&
      !['money', 'client', 'web/office'].includes(partOf(to)) &&
      // A page and its own server, or the pictures and goods that two pages show.
      !isIn(to, 'web/mall/catalog'),
  },
  {
    name: 'platform imports nothing of the server above it',
    because: 'platform knows nothing of payments, so it can be understood and tested alone',
    breaks: ({ from, to }) => isIn(from, 'server/src/platform') && !isIn(to, 'server/src/platform'),
  },
  {
    name: 'platform parts are imported through their index',
    because: 'what is inside a part can then change without a look at the rest of the house',
    breaks: ({ from, to }) => {
      const part = /^server\/src\/platform\/[^/]+/.exec(to)?.[0]
      return part !== undefined && !isIn(from, part) && to !== `${part}/index.ts`
    },
  },
  {
    name: 'connectors never import modules',
    because:
      'a connector speaks for one institution; what a payment means to the platform is not its business',
    breaks: ({ from, to }) => isIn(from, 'server/src/connectors') && moduleOf(to) !== undefined,
  },
  {
    name: 'connectors do not know each other',
    because: 'the next institution must be an afternoon of reading one folder',
    breaks: ({ from, to }) => {
      const connector = connectorOf(from)
      return connector !== undefined && connectorOf(to) !== undefined && connectorOf(to) !== connector
    },
  },
  {
    name: 'a connector is imported only through its connector.ts',
    because: "an institution's words stay inside its folder",
    breaks: ({ from, to }) =>
      isIn(from, 'server') &&
      connectorOf(to) !== undefined &&
      connectorOf(from) !== connectorOf(to) &&
      !to.endsWith('/connector.ts'),
  },
  {
    name: 'modules know the contract of connectors, not one connector',
    because: 'a module that names an institution has to change with every new one',
    breaks: ({ from, to }) => moduleOf(from) !== undefined && connectorOf(to) !== undefined && !isTest(from),
  },
  {
    name: 'a module is imported only through its index',
    because: 'its tables and rules are its own; the index is what it promises',
    breaks: ({ from, to }) =>
      moduleOf(to) !== undefined &&
      moduleOf(from) !== moduleOf(to) &&
      to !== `server/src/modules/${moduleOf(to)}/index.ts`,
  },
  {
    name: 'modules import only modules below them',
    because: 'arrows point down, so each floor can be read with only the floors below in mind',
    breaks: ({ from, to }) => {
      const [above, below] = [moduleOf(from), moduleOf(to)]
      if (above === undefined || below === undefined || above === below) return false
      return MODULES.indexOf(below) >= MODULES.indexOf(above) && !isTest(from)
    },
  },
  {
    name: 'nothing below imports where things are put together',
    because: 'app.ts knows all, so nothing else has to',
    breaks: ({ from, to }) =>
      /^server\/src\/(platform|connectors|modules)\//.test(from) && /^server\/src\/(app|main)\.ts$/.test(to),
  },
  {
    name: 'only tests import what tests share',
    because: 'what ships must not depend on what checks it',
    breaks: ({ from, to }) =>
      !isTest(from) &&
      !isIn(from, 'test') &&
      !isIn(from, 'server/src/platform/testing') &&
      (isIn(to, 'test') || isIn(to, 'server/src/platform/testing')),
  },
]
