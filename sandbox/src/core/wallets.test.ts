import { expect, it } from 'vitest'
import { createRandom } from './random.js'
import { openStore } from './store.js'
import { createWallets, type WalletEntry } from './wallets.js'

const movement = (outTradeNo: string) => ({ payee: '茶庄', description: '茶', outTradeNo, amountMinor: 500 })

it('what comes in is a refund or money received, and is there at once', () => {
  const store = openStore(null, null)
  const wallets = createWallets(store, createRandom(1), () => 0)
  const before = wallets.defaultUser('wechat').balanceMinor
  wallets.receive('wechat', movement('BILL'))
  wallets.credit('wechat', movement('ORDER'))
  expect(wallets.defaultUser('wechat').balanceMinor).toBe(before + 1_000)
  expect(wallets.history().map(({ kind, outTradeNo }) => [kind, outTradeNo])).toEqual([
    ['refunded', 'ORDER'],
    ['received', 'BILL'],
  ])
})

it('an older journal that called a transfer a refund is set right; true refunds stay', () => {
  const store = openStore(null, null)
  const entry = (id: string, kind: WalletEntry['kind'], outTradeNo: string, userId = 'wechat') =>
    store
      .collection<WalletEntry>('wallet_entries')
      .put({ id, kind, userId, wallet: 'wechat', atMs: 0, currency: 'CNY', ...movement(outTradeNo) })
  entry('1', 'refunded', 'BILL')
  entry('2', 'paid', 'ORDER')
  entry('3', 'refunded', 'ORDER')
  // A split may carry the number of the order that it shares.
  entry('4', 'refunded', 'ORDER', 'other')
  entry('5', 'refunded', 'UNKNOWN')
  store
    .collection<{ id: string; outBillNo: string }>('wechatpay_transfers')
    .put({ id: 't', outBillNo: 'BILL' })
  store
    .collection<{ id: string; outOrderNo: string }>('wechatpay_splits')
    .put({ id: 's', outOrderNo: 'ORDER' })
  const kinds = createWallets(store, createRandom(1), () => 0)
    .history()
    .map(({ id, kind }) => `${id} ${kind}`)
  expect(kinds.sort()).toEqual(['1 received', '2 paid', '3 refunded', '4 received', '5 refunded'])
})
