import './console.css'
import { lazy, Suspense } from 'react'
import { Frame, NotFound } from '../../office/src/frame.js'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { CardSkeleton } from '../../office/src/load-states.js'
import { matchRoute, useRoute } from '../../office/src/route.js'
import { useSession } from '../../office/src/session.js'
import { api, type Me } from './console-api.js'
import { AlertsBell } from './launches/alerts/alerts-bell.js'
import { MeProvider } from './me.js'
import { roleName } from './roles.js'
import { SearchBox } from './search-box.js'

const OverviewPage = lazy(() => import('./overview-page.js').then((page) => ({ default: page.OverviewPage })))
const SearchPage = lazy(() => import('./search-page.js').then((page) => ({ default: page.SearchPage })))
const CheckoutsPage = lazy(() =>
  import('./checkouts-page.js').then((page) => ({ default: page.CheckoutsPage })),
)
const CheckoutPage = lazy(() => import('./checkout-page.js').then((page) => ({ default: page.CheckoutPage })))
const ExplainPage = lazy(() => import('./explain-page.js').then((page) => ({ default: page.ExplainPage })))
const RefundsPage = lazy(() => import('./refunds-page.js').then((page) => ({ default: page.RefundsPage })))
const AccountsPage = lazy(() => import('./accounts-page.js').then((page) => ({ default: page.AccountsPage })))
const AccountPage = lazy(() => import('./account-page.js').then((page) => ({ default: page.AccountPage })))
const WebhooksPage = lazy(() => import('./webhooks-page.js').then((page) => ({ default: page.WebhooksPage })))
const NoticesPage = lazy(() => import('./notices-page.js').then((page) => ({ default: page.NoticesPage })))
const CapabilitiesPage = lazy(() =>
  import('./capabilities/capabilities-page.js').then((page) => ({ default: page.CapabilitiesPage })),
)
const CapabilityPage = lazy(() =>
  import('./capabilities/capability-page.js').then((page) => ({ default: page.CapabilityPage })),
)
const SubMerchantsPage = lazy(() =>
  import('./capabilities/sub-merchants-page.js').then((page) => ({ default: page.SubMerchantsPage })),
)
const SubMerchantPage = lazy(() =>
  import('./capabilities/sub-merchant-page.js').then((page) => ({ default: page.SubMerchantPage })),
)
const PeoplePage = lazy(() => import('./people-page.js').then((page) => ({ default: page.PeoplePage })))
const AuditPage = lazy(() => import('./audit-page.js').then((page) => ({ default: page.AuditPage })))
const AuditEntryPage = lazy(() =>
  import('./audit-entry-page.js').then((page) => ({ default: page.AuditEntryPage })),
)
const LaunchesPages = lazy(() =>
  import('./launches/launches-pages.js').then((page) => ({ default: page.LaunchesPages })),
)
const AccessPage = lazy(() => import('./access-page.js').then((page) => ({ default: page.AccessPage })))

const words = defineWords(
  {
    app: '控制台',
    overview: '总览',
    checkouts: '收银单',
    launches: '上线',
    explain: '查原因',
    refunds: '退款',
    accounts: '账户',
    webhooks: 'Webhook',
    notices: '通知',
    access: '接入',
    capabilities: '能力',
    people: '人员',
    audit: '操作记录',
  },
  {
    app: 'Console',
    overview: 'Overview',
    checkouts: 'Checkouts',
    launches: 'Launches',
    explain: 'Explain',
    refunds: 'Refunds',
    accounts: 'Accounts',
    webhooks: 'Webhooks',
    notices: 'Notices',
    access: 'Access',
    capabilities: 'Capabilities',
    people: 'People',
    audit: 'Audit log',
  },
)

export function Console() {
  const t = useWords(words)
  const session = useSession<Me>(api, 'console')
  const { language } = useLanguage()
  const { path } = useRoute()
  return (
    <Frame
      app="console"
      appName={t.app}
      session={session}
      nav={[
        { path: '/', label: t.overview },
        { path: '/checkouts', label: t.checkouts },
        { path: '/launches', label: t.launches },
        { path: '/explain', label: t.explain },
        { path: '/refunds', label: t.refunds },
        { path: '/accounts', label: t.accounts },
        { path: '/webhooks', label: t.webhooks },
        { path: '/notices', label: t.notices },
        { path: '/capabilities', label: t.capabilities },
        { path: '/access', label: t.access },
        { path: '/people', label: t.people },
        { path: '/audit', label: t.audit },
      ]}
      // The overview has a large one of its own.
      search={path === '/' ? undefined : <SearchBox />}
      aside={<AlertsBell />}
      nameOf={({ user }) => `${user.username} · ${roleName(user.role, language)}`}
    >
      <MeProvider me={session.kind === 'in' ? session.who : null}>
        <Suspense fallback={<CardSkeleton rows={8} />}>
          <Routed />
        </Suspense>
      </MeProvider>
    </Frame>
  )
}

function Routed() {
  const { path } = useRoute()
  switch (path) {
    case '/':
      return <OverviewPage />
    case '/search':
      return <SearchPage />
    case '/checkouts':
      return <CheckoutsPage />
    case '/explain':
      return <ExplainPage />
    case '/refunds':
      return <RefundsPage />
    case '/accounts':
      return <AccountsPage />
    case '/webhooks':
      return <WebhooksPage />
    case '/notices':
      return <NoticesPage />
    case '/access':
      return <AccessPage />
    case '/capabilities':
      return <CapabilitiesPage />
    case '/sub-merchants':
      return <SubMerchantsPage />
    case '/people':
      return <PeoplePage />
    case '/audit':
      return <AuditPage />
  }
  if (path === '/launches' || path.startsWith('/launches/')) return <LaunchesPages path={path} />
  const checkout = matchRoute('/checkouts/:id', path)
  if (checkout) return <CheckoutPage key={checkout.id} checkoutId={checkout.id!} />
  const account = matchRoute('/accounts/:code', path)
  if (account) return <AccountPage key={account.code} code={account.code!} />
  const capability = matchRoute('/capabilities/:kind', path)
  if (capability) return <CapabilityPage key={capability.kind} kind={capability.kind!} />
  const onboarding = matchRoute('/sub-merchants/:merchantId/:institution', path)
  if (onboarding)
    return (
      <SubMerchantPage key={path} merchantId={onboarding.merchantId!} institution={onboarding.institution!} />
    )
  const entry = matchRoute('/audit/:id', path)
  if (entry) return <AuditEntryPage key={entry.id} entryId={entry.id!} />
  return <NotFound />
}
