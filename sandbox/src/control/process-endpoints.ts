import { Type } from 'typebox'
import { type Snapshot, SnapshotUnusable } from '../core/snapshot.js'
import { done, type Endpoint, NOTHING_TO_SAY, refused } from './endpoint.js'
import type { ForwardWish, NoticeForwarding } from './notice-forwarding.js'

const FORWARD = Type.Object({
  institution: Type.String(),
  url: Type.String(),
  untilMs: Type.Number(),
})
const FORWARD_WISH = Type.Object(
  {
    url: Type.String({ pattern: '^https?://', maxLength: 2_048 }),
    institution: Type.Optional(
      Type.Unsafe<string>({
        type: 'string',
        enum: ['wechatpay', 'alipay', 'acquirer', 'official_account', 'review_desk'],
      }),
    ),
    forMs: Type.Optional(Type.Integer({ minimum: 1, maximum: 86_400_000 })),
  },
  { additionalProperties: false },
)
const SNAPSHOT = Type.Object({
  version: Type.Integer(),
  savedAt: Type.String(),
  keys: Type.Unknown(),
  lines: Type.Array(Type.String()),
})
/** A journal of a million orders; more is not a test any more. */
const LARGEST_SNAPSHOT_BYTES = 1_073_741_824

export interface SnapshotDesk {
  snapshot(): Snapshot
  /** Rejects with SnapshotUnusable; the sandbox then is as it was. */
  restore(snapshot: unknown): Promise<void>
}

/** What concerns the sandbox as a whole: where its notices go, and its state as a file. */
export function processEndpoints(forwarding: NoticeForwarding, desk: SnapshotDesk): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/control/forward',
      summary: '通知现在转投到哪里 / Where notices are forwarded to now',
      answer: Type.Array(FORWARD),
      act: () => done(forwarding.list()),
    },
    {
      method: 'POST',
      path: '/control/forward',
      summary: '在一段时间内把通知转投到这里 / Forward notices to this address for a while',
      body: FORWARD_WISH,
      answer: Type.Array(FORWARD),
      act({ body }) {
        const wish = body as ForwardWish
        if (URL.canParse(wish.url)) return done(forwarding.set(wish))
        return refused(400, 'invalid_url', `地址无法识别：${wish.url}`, `This is no address: ${wish.url}`)
      },
    },
    {
      method: 'DELETE',
      path: '/control/forward',
      summary: '不再转投 / Forward no more',
      answer: null,
      act() {
        forwarding.clear()
        return NOTHING_TO_SAY
      },
    },
    {
      method: 'GET',
      path: '/control/snapshot',
      summary: '整个沙箱的快照，含密钥 / The whole sandbox as it is, keys included',
      answer: SNAPSHOT,
      act: () => done(desk.snapshot()),
    },
    {
      method: 'POST',
      path: '/control/snapshot',
      summary: '恢复到快照；机构的端口短暂关闭 / Back to a snapshot; the institutions close for a moment',
      body: SNAPSHOT,
      largestBodyBytes: LARGEST_SNAPSHOT_BYTES,
      answer: null,
      async act({ body }) {
        try {
          await desk.restore(body)
          return NOTHING_TO_SAY
        } catch (error) {
          if (!(error instanceof SnapshotUnusable)) throw error
          return refused(400, 'snapshot_unusable', error.zh, error.en)
        }
      },
    },
  ]
}
