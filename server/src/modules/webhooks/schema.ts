import { type Static, Type } from 'typebox'
import { Id, oneOf, oneOfOrNull, orNull, ref, Time } from '../access/index.js'
import { EVENT_TYPES } from './endpoints.js'

const EventType = oneOf(EVENT_TYPES, 'What happened.')

export const WebhookEndpoint = Type.Object(
  {
    id: Id("The endpoint's id.", 'we_8f2c41d09b7a63e5f10c'),
    url: Type.String({
      description: 'Where events are sent, with POST.',
      examples: ['https://shop.example.com/hooks'],
    }),
    events: Type.Array(EventType, { description: 'The events that are sent; empty for all.' }),
    enabled: Type.Boolean({ description: 'While false, deliveries wait and nothing is dropped.' }),
    disabledBecause: oneOfOrNull(
      ['gone', 'failing', 'requested'],
      'gone: it answered 410. failing: no success for five days. requested: by a person.',
    ),
    disabledAt: orNull(Time('When it was disabled.')),
    failingSince: orNull(Time('Since when every try has failed; null while tries succeed.')),
    createdAt: Time('When it was registered.'),
  },
  { $id: 'WebhookEndpoint', description: 'An address of yours that is told what happens.' },
)
export type WebhookEndpoint = Static<typeof WebhookEndpoint>

export const WebhookEndpointWithSecret = Type.Object(
  {
    endpoint: ref(WebhookEndpoint),
    secret: Type.String({
      description: 'Checks signatures, as Standard Webhooks says. Shown only now: keep it safe.',
      examples: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    }),
  },
  { $id: 'WebhookEndpointWithSecret' },
)

export const NewWebhookEndpoint = Type.Object(
  {
    url: Type.String({
      description: 'An http or https address on the public internet. Redirects are not followed.',
      pattern: '^https?://',
      maxLength: 1024,
      examples: ['https://shop.example.com/hooks'],
    }),
    events: Type.Optional(
      Type.Array(EventType, { description: 'The events to send; all when absent or empty.', maxItems: 20 }),
    ),
  },
  { additionalProperties: false },
)

export const RotateSecret = Type.Object(
  {
    overlapMs: Type.Optional(
      Type.Integer({
        description:
          'How long the secrets so far stay valid, in milliseconds; meanwhile each delivery has a signature of each.',
        minimum: 0,
        maximum: 2_592_000_000,
        default: 86_400_000,
      }),
    ),
  },
  { additionalProperties: false },
)

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const

export const WebhookDelivery = Type.Object(
  {
    id: Id("The delivery's id.", 'wd_01jd8z0vj3_1_8f2c41d0'),
    endpointId: Id('Where it goes.', 'we_8f2c41d09b7a63e5f10c'),
    eventId: Id(
      'Sent as webhook-id, the same for every try and replay: do nothing twice for it.',
      'ev_01jd8z0vj3_1',
    ),
    checkoutId: Id('The checkout that it is about.', 'co_01jd8z0vj3'),
    type: Type.String({ description: 'What happened.', examples: ['checkout.paid'] }),
    state: oneOf(
      DELIVERY_STATES,
      'waiting: for its next try. delivered: answered with 2xx. failed: given up.',
    ),
    tries: Type.Integer({ description: 'Tries since it was queued or replayed.', minimum: 0 }),
    httpStatus: orNull(Type.Integer({ description: 'What the last try was answered with.' })),
    error: orNull(Type.String({ description: 'Why the last try failed.' })),
    nextTryAt: orNull(Time('When it is tried next.')),
    createdAt: Time('When it was queued.'),
    movedAt: Time('When its state last moved.'),
  },
  { $id: 'WebhookDelivery', description: 'One event on its way to one endpoint.' },
)
export type WebhookDelivery = Static<typeof WebhookDelivery>

export const WebhookTry = Type.Object(
  {
    at: Time('When it ended.'),
    httpStatus: orNull(Type.Integer({ description: 'The answer; null when there was none.' })),
    error: orNull(Type.String({ description: 'Why it failed.' })),
    answer: orNull(Type.String({ description: "The first kilobyte of the receiver's answer." })),
    tookMs: Type.Integer({ description: 'Duration in milliseconds.', minimum: 0 }),
  },
  { $id: 'WebhookTry' },
)

export const WebhookDeliveryWithTries = Type.Object(
  {
    delivery: ref(WebhookDelivery),
    body: Type.String({ description: 'What is sent, byte for byte.' }),
    tries: Type.Array(ref(WebhookTry), { description: 'Every try, oldest first.' }),
  },
  { $id: 'WebhookDeliveryWithTries' },
)

export const EndpointParams = Type.Object({ endpointId: Id("The endpoint's id.", 'we_8f2c41d09b7a63e5f10c') })
export const DeliveryParams = Type.Object({
  deliveryId: Id("The delivery's id.", 'wd_01jd8z0vj3_1_8f2c41d0'),
})
