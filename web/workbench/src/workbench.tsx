import './workbench.css'
import { lazy, Suspense } from 'react'
import { Frame, NotFound } from '../../office/src/frame.js'
import { pick, useLanguage } from '../../office/src/language.js'
import { CardSkeleton } from '../../office/src/load-states.js'
import { matchRoute, useRoute } from '../../office/src/route.js'
import { useSession } from '../../office/src/session.js'
import { api, type Me } from './workbench-api.js'

const OrdersPage = lazy(() => import('./orders-page.js').then((page) => ({ default: page.OrdersPage })))
const OrderPage = lazy(() => import('./order-page.js').then((page) => ({ default: page.OrderPage })))

export function Workbench() {
  const session = useSession<Me>(api, 'workbench')
  const { language } = useLanguage()
  return (
    <Frame
      app="workbench"
      appName={language === 'zh' ? '商家工作台' : 'Workbench'}
      session={session}
      nameOf={({ merchant }) => pick(language, merchant.name, merchant.nameEn)}
    >
      <Suspense fallback={<CardSkeleton rows={8} />}>
        <Routed />
      </Suspense>
    </Frame>
  )
}

function Routed() {
  const { path } = useRoute()
  if (path === '/') return <OrdersPage />
  const order = matchRoute('/orders/:id', path)
  if (order) return <OrderPage key={order.id} orderId={order.id!} />
  return <NotFound />
}
