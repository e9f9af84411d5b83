import { Type } from 'typebox'
import { done, type Endpoint, refused } from '../control/endpoint.js'
import { type DecisionWish, DeskRefused, type ReviewDesk } from './applications.js'
import { DESK_DECISIONS, decisionsFor } from './kinds.js'

const closed = { additionalProperties: false }
const ANYTHING = Type.Record(Type.String(), Type.Unknown())

const DECISION = Type.Object(
  {
    decision: Type.Unsafe<string>({ type: 'string', enum: [...DESK_DECISIONS] }),
    reasons: Type.Optional(
      Type.Array(
        Type.Object(
          { field: Type.String({ maxLength: 64 }), reason: Type.String({ minLength: 1, maxLength: 1_024 }) },
          closed,
        ),
        { maxItems: 50 },
      ),
    ),
  },
  closed,
)

/** The reviewer's side of the desk; the page at /review uses the same calls. */
export function reviewDeskEndpoints(desk: ReviewDesk): Endpoint[] {
  const view = (one: ReturnType<ReviewDesk['read']>) => ({ ...one, decisions: decisionsFor(one.state) })
  return [
    {
      method: 'GET',
      path: '/control/desk/applications',
      summary: '平台的能力申请，最新在前 / Applications for capabilities, newest first',
      answer: Type.Array(ANYTHING),
      act: () => done(desk.list().map(view)),
    },
    {
      method: 'POST',
      path: '/control/desk/applications/:id/decide',
      summary:
        '审核：通过、退回整改（逐项原因）、暂停、恢复、收回 / Grant, send back with reasons, suspend, restore or revoke',
      body: DECISION,
      answer: ANYTHING,
      act(input) {
        try {
          const one = desk.decide(input.params.id ?? '', input.body as DecisionWish)
          return one === null
            ? refused(404, 'not_found', '没有这份申请。', 'There is no such application.')
            : done(view(one))
        } catch (error) {
          if (!(error instanceof DeskRefused)) throw error
          return refused(409, 'refused', `现在不能这样决定：${error.message}`, error.message)
        }
      },
    },
  ]
}
