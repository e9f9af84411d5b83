export {
  type AccountKind,
  type AccountName,
  heldAt,
  type MerchantNames,
  nameAccount,
  owedTo,
  refundingAt,
  surplusAt,
} from './accounts.js'
export { foldBalances } from './fold-balances.js'
export { post, type Transfer } from './post.js'
export {
  type AccountBalance,
  readAccountTransfers,
  readBalances,
  readCheckoutTransfers,
  type TransferRow,
} from './read-ledger.js'
