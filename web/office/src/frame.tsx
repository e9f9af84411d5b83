import './styles/base.css'
import './styles/bar.css'
import './styles/table.css'
import './styles/story.css'
import { App, Button, ConfigProvider, Spin } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, useEffect, useRef } from 'react'
import { Mark } from './icons.js'
import { defineWords, LanguageProvider, useLanguage, useWords } from './language.js'
import { LanguageSwitch } from './language-switch.js'
import { Refused } from './load-states.js'
import { useMotion } from './motion.js'
import { useRoute } from './route.js'
import type { Session } from './session.js'
import { SignIn } from './sign-in.js'

const words = defineWords(
  { skip: '跳到正文', signOut: '退出', asking: '正在核对登录状态', nav: '主导航' },
  {
    skip: 'Skip to content',
    signOut: 'Sign out',
    asking: 'Checking who is signed in',
    nav: 'Main',
  },
)

export function OfficeRoot({ children }: { children: ReactNode }) {
  return (
    <LanguageProvider>
      <Themed>{children}</Themed>
    </LanguageProvider>
  )
}

function Themed({ children }: { children: ReactNode }) {
  const { language } = useLanguage()
  return (
    <ConfigProvider
      {...useMotion()}
      locale={language === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <App message={{ top: 68 }}>{children}</App>
    </ConfigProvider>
  )
}

interface NavLink {
  path: string
  label: string
}

interface FrameProps<Who> {
  app: 'workbench' | 'console'
  appName: string
  session: Session<Who>
  nav?: NavLink[]
  search?: ReactNode
  /** Beside the name of who is signed in. */
  aside?: ReactNode
  nameOf: (who: Who) => ReactNode
  children: ReactNode
}

/** Header, navigation and the way in: the routed page appears only to somebody who is signed in. */
export function Frame<Who>({
  app,
  appName,
  session,
  nav = [],
  search,
  aside,
  nameOf,
  children,
}: FrameProps<Who>) {
  const t = useWords(words)
  if (session.kind === 'asking') {
    return (
      <div className="waiting" role="status" aria-label={t.asking}>
        <Spin size="large" />
      </div>
    )
  }
  if (session.kind === 'unreachable') {
    return (
      <div className="waiting">
        <Refused error={session.error} onRetry={session.retry} />
      </div>
    )
  }
  if (session.kind === 'out') {
    return <SignIn app={app} appName={appName} ended={session.ended} signIn={session.signIn} />
  }
  return (
    <div className={`frame frame-${app}`}>
      {/* A button, not an anchor: the hash holds the route. */}
      <button type="button" className="skip" onClick={() => document.getElementById('main')?.focus()}>
        {t.skip}
      </button>
      <header className="bar">
        <div className="bar-inner">
          <a className="brand" href="#/">
            <Mark />
            <span className="brand-name">互通</span>
            <span className="brand-app">{appName}</span>
          </a>
          {nav.length > 0 && <Nav links={nav} />}
          {search && <div className="bar-search">{search}</div>}
          <div className="bar-user">
            {aside}
            <span className="bar-who">{nameOf(session.who)}</span>
            <LanguageSwitch />
            <button type="button" className="bar-button" onClick={session.signOut}>
              {t.signOut}
            </button>
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

function Nav({ links }: { links: NavLink[] }) {
  const t = useWords(words)
  const { path } = useRoute()
  const nav = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path marks another link.
  useEffect(() => {
    // On a phone the links scroll sideways; the one that is open must not be out of sight.
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [path])
  return (
    <nav ref={nav} className="bar-nav" aria-label={t.nav}>
      {links.map((link) => {
        const here = link.path === '/' ? path === '/' : path.startsWith(link.path)
        return (
          <a key={link.path} href={`#${link.path}`} aria-current={here ? 'page' : undefined}>
            {link.label}
          </a>
        )
      })}
    </nav>
  )
}

export function NotFound() {
  const { language } = useLanguage()
  return (
    <div className="empty">
      <h1 className="empty-title">{language === 'zh' ? '没有这个页面' : 'There is no such page'}</h1>
      <Button href="#/">{language === 'zh' ? '回到首页' : 'Back to the start'}</Button>
    </div>
  )
}
