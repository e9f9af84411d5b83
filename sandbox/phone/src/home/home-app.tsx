import { useCallback, useEffect, useState } from 'preact/hooks'
import { formatSecond } from '../shared/format-time.js'
import { LanguageSwitch, useSay } from '../shared/language.js'
import { useAnswer } from '../shared/use-answer.js'
import type { SandboxEvent } from '../shared/use-events.js'
import { useNews } from '../shared/use-news.js'
import { useSandboxClock } from '../shared/use-sandbox-clock.js'
import { ClockSection } from './clock-section.js'
import { readCredentials } from './control-calls.js'
import { CredentialsSection } from './credentials-section.js'
import { EventsSection } from './events-section.js'
import { FaultsSection } from './faults-section.js'
import { OrdersSection } from './orders-section.js'
import { Pill } from './parts.js'
import { ResetSection } from './reset-section.js'
import { StartSection } from './start-section.js'
import { WalletsSection } from './wallets-section.js'

const EVENTS_KEPT = 400

export function HomeApp() {
  const say = useSay()
  const [events, setEvents] = useState<SandboxEvent[]>([])
  const [ownChanges, setOwnChanges] = useState(0)
  const { news: heard, connected } = useNews(
    () => true,
    (event) => {
      if (event.kind === 'reset') setEvents([event])
      // After a broken line the sandbox may tell again what it told before.
      else
        setEvents((now) =>
          now.some((one) => one.seq === event.seq && one.atMs === event.atMs)
            ? now
            : [event, ...now].slice(0, EVENTS_KEPT),
        )
    },
  )
  const onChanged = useCallback(() => setOwnChanges((now) => now + 1), [])
  const news = heard + ownChanges
  const clock = useSandboxClock()
  useEffect(clock.refresh, [news])
  const credentials = useAnswer(readCredentials, [connected])
  return (
    <>
      <a class="skip" href="#main">
        {say('跳到正文', 'Skip to the content')}
      </a>
      <header class="top">
        <div class="top-in">
          <img src="/icon.svg" alt="" width="38" height="38" />
          <div class="top-name">
            <h1>{say('互通沙箱', 'Hutong Sandbox')}</h1>
            <p>{say('本机上的微信支付与支付宝', 'WeChat Pay and Alipay on your own machine')}</p>
          </div>
          <span class="top-state">
            <Connected connected={connected} />
            <time class="mono" title={say('沙箱时间', 'Sandbox time')}>
              {formatSecond(clock.nowMs)}
            </time>
          </span>
          <LanguageSwitch />
        </div>
        <Navigation />
      </header>
      <main id="main">
        <StartSection credentials={credentials} />
        <div class="pair">
          <OrdersSection news={news} events={events} />
          <EventsSection events={events} connected={connected} />
        </div>
        <FaultsSection news={news} onChanged={onChanged} />
        <ClockSection clock={clock} />
        <WalletsSection news={news} onChanged={onChanged} />
        <CredentialsSection credentials={credentials} />
        <ResetSection onChanged={onChanged} />
      </main>
    </>
  )
}

function Connected({ connected }: { connected: boolean | null }) {
  const say = useSay()
  return (
    <span role="status">
      {connected === null && <Pill tone="calm">{say('连接中', 'connecting')}</Pill>}
      {connected === true && <Pill tone="good">{say('运行中', 'running')}</Pill>}
      {connected === false && <Pill tone="bad">{say('未连接', 'not connected')}</Pill>}
    </span>
  )
}

function Navigation() {
  const say = useSay()
  const places: ReadonlyArray<[string, string]> = [
    ['start', say('开始', 'Start')],
    ['orders', say('订单', 'Orders')],
    ['events', say('动态', 'Activity')],
    ['faults', say('故障', 'Faults')],
    ['clock', say('时间', 'Clock')],
    ['wallets', say('钱包', 'Wallets')],
    ['credentials', say('密钥', 'Credentials')],
    ['reset', say('清空', 'Reset')],
  ]
  return (
    <nav class="places" aria-label={say('本页', 'This page')}>
      <ul>
        {places.map(([id, name]) => (
          <li key={id}>
            <a href={`#${id}`}>{name}</a>
          </li>
        ))}
        <li>
          <a href="/phone">{say('手机 ↗', 'Phone ↗')}</a>
        </li>
        <li>
          <a href="/review">{say('进件审核 ↗', 'Review ↗')}</a>
        </li>
      </ul>
    </nav>
  )
}
