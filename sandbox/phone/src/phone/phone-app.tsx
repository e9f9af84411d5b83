import { useEffect } from 'preact/hooks'
import { isSceneCode, scanScene } from '../chats/chat-calls.js'
import { ChatListScreen } from '../chats/chat-list-screen.js'
import { ChatScreen } from '../chats/chat-screen.js'
import { LanguageSwitch, useSay } from '../shared/language.js'
import type { SandboxEvent } from '../shared/use-events.js'
import { useNews } from '../shared/use-news.js'
import { useSandboxClock } from '../shared/use-sandbox-clock.js'
import { AgreementsScreen } from './agreements-screen.js'
import { ComplaintScreen } from './complaint-screen.js'
import { followAs } from './follow-link.js'
import { HistoryScreen } from './history-screen.js'
import { HomeScreen } from './home-screen.js'
import { InvokeScreen } from './invoke-screen.js'
import { LinkScreen } from './link-screen.js'
import { OpeningScreen } from './opening-screen.js'
import { PayScreen } from './pay-screen.js'
import { PaymentCodeScreen } from './payment-code-screen.js'
import { ScanScreen } from './scan-screen.js'
import { StatusBar } from './status-bar.js'
import { tellLeft } from './tell-shop.js'
import { type Screen, useScreens } from './use-screens.js'
import { WaitingScreen } from './waiting-screen.js'
import { safeReturnUrl, type WalletName } from './wallet-calls.js'
import { WalletScreen } from './wallet-screen.js'

interface Invitation {
  open: string | null
  /** Whose the text is, when the link says so. */
  wallet: WalletName | null
  returnUrl: string | null
  embedded: boolean
}

export function readInvitation(search: string): Invitation {
  const asked = new URLSearchParams(search)
  return {
    open: asked.get('open')?.trim() || null,
    wallet: walletNamed(asked.get('wallet')),
    returnUrl: safeReturnUrl(asked.get('return')),
    embedded: asked.get('embed') === '1',
  }
}

const walletNamed = (name: string | null): WalletName | null =>
  name === 'wechat' || name === 'alipay' ? name : null

function firstScreen({ open: text, wallet }: Invitation): Screen {
  if (!text) return wallet ? { name: 'wallet', wallet } : { name: 'home' }
  return wallet ? { name: 'pay', wallet, text } : { name: 'opening', text }
}

export function PhoneApp({ invitation }: { invitation: Invitation }) {
  const say = useSay()
  const { embedded, open: openText, returnUrl } = invitation
  const screens = useScreens(firstScreen(invitation), embedded)
  const clock = useSandboxClock()
  const { news } = useNews(mattersToWallets)
  useEffect(clock.refresh, [news])
  const { screen } = screens
  const dark = screen.name === 'home' || screen.name === 'scan' || screen.name === 'wallet'
  return (
    <div class={embedded ? 'stage embedded' : 'stage'}>
      {!embedded && (
        <aside class="beside">
          <h2>{say('模拟手机', 'Simulated phone')}</h2>
          <p>
            {say(
              '像真手机一样：打开钱包，扫商店的二维码，输入密码付款。',
              'As with a real phone: open a wallet, scan the shop’s code, type the password and pay.',
            )}
          </p>
          <p class="beside-links">
            <a href="/">{say('沙箱首页', 'Sandbox home')}</a>
            <LanguageSwitch />
          </p>
        </aside>
      )}
      <div class="device">
        <div
          class={`glass${dark ? ' on-dark' : ''} ${screen.name}${'wallet' in screen ? ` ${screen.wallet}` : ''}`}
        >
          <StatusBar nowMs={clock.nowMs} />
          <CurrentScreen {...{ screens, clock, news, openText, returnUrl }} />
          <div class="home-bar">
            {screen.name !== 'home' && (
              <button
                type="button"
                aria-label={say('回到主屏幕', 'To the home screen')}
                onClick={() => {
                  screens.goHome()
                  if (openText) tellLeft()
                }}
              />
            )}
          </div>
        </div>
      </div>
    </div>
  )
}

function CurrentScreen({
  screens,
  clock,
  news,
  openText,
  returnUrl,
}: {
  screens: ReturnType<typeof useScreens>
  clock: ReturnType<typeof useSandboxClock>
  news: number
  openText: string | null
  returnUrl: string | null
}) {
  const { screen, open, replace, back } = screens
  /** Most codes are paid; one of an account leads to its chat, and some links ask for consent. */
  const found = async (wallet: WalletName, text: string) => {
    if (wallet === 'wechat' && isSceneCode(text) && (await scanScene(text)).outcome === 'done') {
      replace({ name: 'chat', app: 'account' })
      return
    }
    const followed = await followAs(wallet, text)
    replace(followed ? { name: 'link', wallet, followed } : { name: 'pay', wallet, text })
  }
  switch (screen.name) {
    case 'home':
      return (
        <HomeScreen
          nowMs={clock.nowMs}
          frozen={clock.mode === 'frozen'}
          onOpen={(wallet) => open({ name: 'wallet', wallet })}
          onChats={() => open({ name: 'chats' })}
        />
      )
    case 'opening':
      return (
        <OpeningScreen
          text={screen.text}
          returnUrl={returnUrl}
          onRecognised={(wallet, followed) =>
            replace(
              followed ? { name: 'link', wallet, followed } : { name: 'pay', wallet, text: screen.text },
            )
          }
          onBack={back}
        />
      )
    case 'wallet':
      return (
        <WalletScreen
          key={screen.wallet}
          wallet={screen.wallet}
          news={news}
          onBack={back}
          onScan={() => open({ name: 'scan', wallet: screen.wallet })}
          onHistory={() => open({ name: 'history', wallet: screen.wallet })}
          onCode={() => open({ name: 'payment-code', wallet: screen.wallet })}
          onWaiting={() => open({ name: 'waiting-list', wallet: screen.wallet })}
          onInvoke={() => open({ name: 'invoke', wallet: screen.wallet })}
          onAgreements={() => open({ name: 'agreements', wallet: screen.wallet })}
        />
      )
    case 'scan':
      return (
        <ScanScreen
          wallet={screen.wallet}
          news={news}
          onBack={back}
          onFound={(text) => void found(screen.wallet, text)}
        />
      )
    case 'chats':
      return <ChatListScreen news={news} onBack={back} onOpen={(app) => open({ name: 'chat', app })} />
    case 'chat':
      return <ChatScreen key={screen.app} app={screen.app} news={news} onBack={back} />
    case 'history':
      return (
        <HistoryScreen
          wallet={screen.wallet}
          news={news}
          onBack={back}
          onComplain={(about) => open({ name: 'complaint', wallet: screen.wallet, about })}
        />
      )
    case 'invoke':
      return (
        <InvokeScreen
          wallet={screen.wallet}
          onBack={back}
          onPay={(text) => open({ name: 'pay', wallet: screen.wallet, text })}
        />
      )
    case 'agreements':
      return <AgreementsScreen wallet={screen.wallet} news={news} onBack={back} />
    case 'link':
      return (
        <LinkScreen wallet={screen.wallet} followed={screen.followed} nowMs={clock.nowMs} onBack={back} />
      )
    case 'complaint':
      return <ComplaintScreen wallet={screen.wallet} about={screen.about} news={news} onBack={back} />
    case 'payment-code':
      return (
        <PaymentCodeScreen
          wallet={screen.wallet}
          nowMs={clock.nowMs}
          news={news}
          onBack={back}
          onOpen={(text) => open({ name: 'pay', wallet: screen.wallet, text })}
        />
      )
    case 'waiting-list':
      return (
        <WaitingScreen
          wallet={screen.wallet}
          nowMs={clock.nowMs}
          news={news}
          onBack={back}
          onOpen={(text) => open({ name: 'pay', wallet: screen.wallet, text })}
        />
      )
    case 'pay':
      return (
        <PayScreen
          wallet={screen.wallet}
          text={screen.text}
          nowMs={clock.nowMs}
          news={news}
          returnUrl={screen.text === openText ? returnUrl : null}
          onLeave={() => {
            back()
            if (screen.text === openText) tellLeft()
          }}
        />
      )
  }
}

/** Queries are the bulk of all calls and change nothing a wallet shows. */
const QUIET_CALL = /query|certificates|echo/i

function mattersToWallets(event: SandboxEvent): boolean {
  return event.kind !== 'call' || !QUIET_CALL.test(`${event.data.operation ?? ''}${event.data.method ?? ''}`)
}
