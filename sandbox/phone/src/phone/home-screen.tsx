import { ChatsIcon } from '../chats/chat-icons.js'
import { formatMinute, formatMoment } from '../shared/format-time.js'
import { LanguageSwitch, useSay } from '../shared/language.js'
import { CardIcon, LaneIcon, WalletIcon } from './icons.js'
import type { WalletName } from './wallet-calls.js'
import { walletShortTitle } from './wallet-look.js'

export function HomeScreen({
  nowMs,
  frozen,
  onOpen,
  onChats,
}: {
  nowMs: number
  frozen: boolean
  onOpen: (wallet: WalletName) => void
  onChats: () => void
}) {
  const say = useSay()
  const app = (wallet: WalletName) => (
    <button type="button" class="app" onClick={() => onOpen(wallet)}>
      <span class={`app-icon ${wallet}`}>{wallet === 'wechat' ? <WalletIcon /> : <CardIcon />}</span>
      <span class="app-name">
        {walletShortTitle(wallet, say)}
        <small>{say('（模拟）', '(simulated)')}</small>
      </span>
    </button>
  )
  return (
    <main class="home-screen">
      <h1 class="visually-hidden">{say('模拟手机', 'Simulated phone')}</h1>
      <div class="home-clock">
        <time class="home-time">{formatMinute(nowMs)}</time>
        <span>
          {formatMoment(nowMs).slice(0, 10)}
          {frozen && say(' · 时间已停住', ' · clock frozen')}
        </span>
      </div>
      <div class="apps">
        {app('wechat')}
        {app('alipay')}
        <button type="button" class="app" onClick={onChats}>
          <span class="app-icon chats">
            <ChatsIcon />
          </span>
          <span class="app-name">
            {say('聊天', 'Chats')}
            <small>{say('（模拟）', '(simulated)')}</small>
          </span>
        </button>
        <a class="app" href="/" target="_top">
          <span class="app-icon sandbox">
            <LaneIcon />
          </span>
          <span class="app-name">{say('沙箱', 'Sandbox')}</span>
        </a>
      </div>
      <div class="home-foot">
        <LanguageSwitch />
        <p class="home-note">
          {say(
            '这是一部模拟手机：钱包和钱都不是真的，只在这台机器上。',
            'A simulated phone: neither the wallets nor the money are real, and nothing leaves this machine.',
          )}
        </p>
      </div>
    </main>
  )
}
