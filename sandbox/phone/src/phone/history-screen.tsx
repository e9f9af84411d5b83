import { useSay } from '../shared/language.js'
import { useAnswer } from '../shared/use-answer.js'
import type { ComplaintAbout } from './complaint-screen.js'
import { HistoryList } from './history-list.js'
import { ScreenHeader } from './screen-header.js'
import { listHistory, type WalletName } from './wallet-calls.js'

export function HistoryScreen({
  wallet,
  news,
  onBack,
  onComplain,
}: {
  wallet: WalletName
  news: number
  onBack: () => void
  onComplain: (about: ComplaintAbout) => void
}) {
  const say = useSay()
  const history = useAnswer(() => listHistory(wallet), [wallet, news])
  return (
    <main class={`screen plain ${wallet}`}>
      <ScreenHeader title={say('账单', 'History')} onBack={onBack} />
      <div class="screen-body">
        <HistoryList history={history} onComplain={onComplain} />
      </div>
    </main>
  )
}
