import { formatYuan } from '../shared/format-amount.js'
import { useSay } from '../shared/language.js'
import { useAnswer } from '../shared/use-answer.js'
import { HistoryList } from './history-list.js'
import { BellIcon, InvokeIcon, ListIcon, PayCodeIcon, ScanIcon, SignIcon } from './icons.js'
import { ScreenHeader } from './screen-header.js'
import { listWaiting } from './waiting-calls.js'
import { listHistory, listWallets, type WalletName } from './wallet-calls.js'
import { walletTitle } from './wallet-look.js'

export function WalletScreen({
  wallet,
  news,
  onBack,
  onScan,
  onHistory,
  onCode,
  onWaiting,
  onAgreements,
  onInvoke,
}: {
  wallet: WalletName
  /** Grows whenever something happened that may have moved this wallet's money. */
  news: number
  onBack: () => void
  onScan: () => void
  onHistory: () => void
  onCode: () => void
  onWaiting: () => void
  onAgreements: () => void
  onInvoke: () => void
}) {
  const say = useSay()
  const wallets = useAnswer(listWallets, [news])
  const history = useAnswer(() => listHistory(wallet), [wallet, news])
  const waiting = useAnswer(() => listWaiting(wallet), [wallet, news])
  const count = waiting.state === 'done' ? waiting.value.length : 0
  const mine =
    wallets.state === 'done' ? wallets.value.find((candidate) => candidate.id === wallet) : undefined
  return (
    <main class={`screen wallet ${wallet}`}>
      <div class="wallet-top">
        <ScreenHeader title={walletTitle(wallet, say)} onBack={onBack} />
        <div class="balance" aria-live="polite">
          <span>{say('余额', 'Balance')}</span>
          <strong>{mine ? formatYuan(mine.balanceMinor) : '¥ —'}</strong>
        </div>
        <div class="wallet-actions">
          <button type="button" onClick={onScan}>
            <ScanIcon size={30} />
            {say('扫一扫', 'Scan')}
          </button>
          <button type="button" onClick={onCode}>
            <PayCodeIcon size={30} />
            {say('付款码', 'Payment code')}
          </button>
          <button type="button" onClick={onWaiting}>
            <BellIcon size={30} />
            <span>
              {say('待我确认', 'Waiting')} {count > 0 && <span class="wallet-count">{count}</span>}
            </span>
          </button>
          <button type="button" onClick={onHistory}>
            <ListIcon size={30} />
            {say('账单', 'History')}
          </button>
          <button type="button" onClick={onAgreements}>
            <SignIcon size={30} />
            {say('我的授权', 'Agreements')}
          </button>
          <button type="button" onClick={onInvoke}>
            <InvokeIcon size={30} />
            {say('调起支付', 'Invoke')}
          </button>
        </div>
      </div>
      <section class="wallet-recent" aria-label={say('最近账单', 'Recent payments')}>
        <h2>{say('最近', 'Recent')}</h2>
        <HistoryList history={history} atMost={4} />
      </section>
    </main>
  )
}
