import { describe, expect, it } from 'vitest'
import { type Address, createOutboundGuard, isPublic, pinTo } from './outbound-guard.js'

const v4 = (address: string): Address => ({ address, family: 4 })

describe('addresses', () => {
  it.each([
    ['127.0.0.1', 'loopback'],
    ['127.8.9.10', 'loopback'],
    ['0.0.0.0', 'this host'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['100.100.100.200', "Alibaba Cloud's metadata"],
    ['169.254.169.254', 'metadata, link-local'],
    ['168.63.129.16', "Azure's host agent"],
    ['192.0.0.192', "Oracle's metadata"],
    ['198.18.0.1', 'benchmarking'],
    ['203.0.113.5', 'documentation'],
    ['224.0.0.1', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['fe80::1', 'link-local'],
    ['fc00::1', 'unique local'],
    ['fd00:ec2::254', "AWS's metadata"],
    ['ff02::1', 'multicast'],
    ['::ffff:127.0.0.1', 'mapped'],
    ['::ffff:10.0.0.1', 'mapped'],
    ['::127.0.0.1', 'IPv4-compatible'],
    ['64:ff9b::7f00:1', 'NAT64'],
    ['64:ff9b:1::a00:1', 'local NAT64'],
    ['2002:7f00:1::', '6to4'],
    ['2001:0:7f00:1::', 'Teredo'],
    ['2001:db8::1', 'documentation'],
    ['fec0::1', 'site-local'],
    ['not an address', 'nonsense'],
  ])('%s is not public (%s)', (address) => {
    expect(isPublic(address)).toBe(false)
  })

  it.each(['1.1.1.1', '93.184.215.14', '172.32.0.1', '2606:4700:4700::1111', '::ffff:1.1.1.1'])(
    '%s is public',
    (address) => {
      expect(isPublic(address)).toBe(true)
    },
  )
})

describe('the guard', () => {
  const guard = (allow: string[], resolved: Address[] = [v4('1.1.1.1')]) =>
    createOutboundGuard({ allow, resolve: async () => resolved })
  const outcome = async (url: string, allow: string[] = [], resolved?: Address[]) =>
    (await guard(allow, resolved).check(url)).outcome

  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'http://169.254.169.254/latest/meta-data/',
    'ftp://1.1.1.1/',
    'file:///etc/passwd',
    'gopher://1.1.1.1/',
    'https://user:password@example.com/',
    'not a url',
  ])('refuses %s', async (url) => {
    expect(await outcome(url)).toBe('not_allowed')
  })

  it('allows what leads to the public internet', async () => {
    expect(await outcome('https://example.com/hooks')).toBe('allowed')
    expect(await outcome('http://1.1.1.1:8080/hooks')).toBe('allowed')
  })

  it('refuses a name of which one address is private, whatever the others are', async () => {
    expect(await outcome('https://example.com/', [], [v4('1.1.1.1'), v4('10.0.0.7')])).toBe('not_allowed')
  })

  it('says when a name has no address', async () => {
    expect(await outcome('https://nowhere.example/', [], [])).toBe('unresolvable')
  })

  it('lets the operator allow hosts, addresses and ranges, and nothing beside them', async () => {
    expect(await outcome('http://127.0.0.1:3001/', ['127.0.0.1'])).toBe('allowed')
    expect(await outcome('http://127.0.0.2:3001/', ['127.0.0.1'])).toBe('not_allowed')
    expect(await outcome('http://10.1.2.3/', ['10.1.0.0/16'])).toBe('allowed')
    expect(await outcome('http://10.2.2.3/', ['10.1.0.0/16'])).toBe('not_allowed')
    expect(await outcome('http://mall.internal/', ['MALL.internal'], [v4('10.9.9.9')])).toBe('allowed')
    expect(await outcome('http://evil-mall.internal/', ['mall.internal'], [v4('10.9.9.9')])).toBe(
      'not_allowed',
    )
    expect(await outcome('http://[::1]/', ['::1'])).toBe('allowed')
  })
})

describe('the pinned lookup', () => {
  const ask = (lookup: ReturnType<typeof pinTo>, options: object) =>
    new Promise((resolve) => {
      lookup('example.com', options as never, (error, address, family) =>
        resolve(error?.message ?? [address, family]),
      )
    })

  it('only ever answers with the checked addresses', async () => {
    const lookup = pinTo([v4('1.1.1.1'), { address: '2606:4700::1', family: 6 }])
    expect(await ask(lookup, {})).toEqual(['1.1.1.1', 4])
    expect(await ask(lookup, { family: 6 })).toEqual(['2606:4700::1', 6])
    expect(await ask(lookup, { all: true })).toEqual([
      [v4('1.1.1.1'), { address: '2606:4700::1', family: 6 }],
      undefined,
    ])
    expect(await ask(pinTo([v4('1.1.1.1')]), { family: 6 })).toBe('no checked address fits')
  })
})
