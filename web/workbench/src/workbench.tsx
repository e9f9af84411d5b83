import './workbench.css'
import './launches.css'
import { lazy, Suspense } from 'react'
import { Frame, NotFound } from '../../office/src/frame.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import { CardSkeleton } from '../../office/src/load-states.js'
import { matchRoute, useRoute } from '../../office/src/route.js'
import { useSession } from '../../office/src/session.js'
import type { Merchant } from '../../office/src/types.js'
import { NoticeStrip } from './notice-strip.js'
import { LaunchesProvider } from './use-launches.js'
import { api, type Me } from './workbench-api.js'

const OrdersPage = lazy(() => import('./orders-page.js').then((page) => ({ default: page.OrdersPage })))
const OrderPage = lazy(() => import('./order-page.js').then((page) => ({ default: page.OrderPage })))
const MethodsPage = lazy(() => import('./methods-page.js').then((page) => ({ default: page.MethodsPage })))
const LaunchPage = lazy(() => import('./launch-page.js').then((page) => ({ default: page.LaunchPage })))
const TermsPage = lazy(() => import('./terms-page.js').then((page) => ({ default: page.TermsPage })))

const words = defineWords(
  { app: '商家工作台', orders: '订单', methods: '支付方式' },
  { app: 'Workbench', orders: 'Orders', methods: 'Methods' },
)

export function Workbench() {
  const t = useWords(words)
  const session = useSession<Me>(api, 'workbench')
  const { language } = useLanguage()
  return (
    <Frame
      app="workbench"
      appName={t.app}
      session={session}
      nav={[
        { path: '/', label: t.orders },
        { path: '/methods', label: t.methods },
      ]}
      nameOf={({ merchant }) => pick(language, merchant.name, merchant.nameEn)}
    >
      {session.kind === 'in' && (
        <LaunchesProvider>
          <NoticeStrip />
          <Suspense fallback={<CardSkeleton rows={8} />}>
            <Routed merchant={session.who.merchant} />
          </Suspense>
        </LaunchesProvider>
      )}
    </Frame>
  )
}

function Routed({ merchant }: { merchant: Merchant }) {
  const { path } = useRoute()
  if (path === '/') return <OrdersPage />
  if (path === '/methods') return <MethodsPage />
  if (path === '/terms') return <TermsPage />
  const order = matchRoute('/orders/:id', path)
  if (order) return <OrderPage key={order.id} orderId={order.id!} />
  const launch = matchRoute('/methods/:id', path)
  if (launch) return <LaunchPage key={launch.id} launchId={launch.id!} merchant={merchant} />
  return <NotFound />
}
