import type { Static } from 'typebox'
import { expectTypeOf, it } from 'vitest'
import type { Attempt as AttemptSchema } from './attempt-schema.js'
import type { Refund as RefundSchema } from './refund-schema.js'
import type { Checkout, Order } from './schema.js'
import type { AttemptView, CheckoutView, OrderView, RefundView } from './view.js'

type Attempt = Static<typeof AttemptSchema>
type Refund = Static<typeof RefundSchema>

// The serialiser leaves out what the schema does not name: a field added to a view only would silently never arrive. The compiler checks it.
it('describes every field that is shown, and shows every field that is described', () => {
  expectTypeOf<keyof Checkout>().toEqualTypeOf<keyof CheckoutView>()
  expectTypeOf<keyof Order>().toEqualTypeOf<keyof OrderView>()
  expectTypeOf<keyof Attempt>().toEqualTypeOf<keyof AttemptView>()
  expectTypeOf<keyof Refund>().toEqualTypeOf<keyof RefundView>()
  expectTypeOf<CheckoutView['state']>().toEqualTypeOf<Checkout['state']>()
  expectTypeOf<AttemptView['state']>().toEqualTypeOf<Attempt['state']>()
  expectTypeOf<RefundView['state']>().toEqualTypeOf<Refund['state']>()
})
