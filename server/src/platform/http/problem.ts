import { type Static, Type } from 'typebox'
import type { Refusal, RefusalCatalog, RefusalMeaning } from '../refusal/index.js'

/** Every answer that is not a success, whoever refuses: a rule, the schema, the router or a defect. */
export const Problem = Type.Object(
  {
    code: Type.String({ description: 'Stable name of the refusal; programs decide by it.' }),
    message: Type.String({ description: 'What happened and what it means for the money, in Chinese.' }),
    messageEn: Type.String({ description: 'The same in English.' }),
    next: Type.Optional(Type.String({ description: 'What to do next, in Chinese.' })),
    nextEn: Type.Optional(Type.String({ description: 'What to do next, in English.' })),
    retry: Type.Unsafe<RefusalMeaning['retry']>({
      type: 'string',
      enum: ['never', 'later', 'same'],
      description:
        'never: change the request first. later: the same request may succeed later. same: repeat exactly this request.',
    }),
    details: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Unsafe<string | number | boolean | null>({ type: ['string', 'number', 'boolean', 'null'] }),
        {
          description: 'Particulars of this refusal, such as the field or the amount concerned.',
        },
      ),
    ),
    requestId: Type.String({
      description: 'Quote it when asking for help; also in the X-Request-Id header.',
    }),
  },
  { $id: 'Problem', description: 'Why the request was not carried out.' },
)
export type Problem = Static<typeof Problem>

/** Problem as a named component, for the response schemas of routes. */
export const ProblemRef = Type.Unsafe<Problem>({ $ref: 'Problem#', description: 'Refused' })

/** What the HTTP layer itself refuses, before any rule of a module is asked. */
export const HTTP_REFUSALS = {
  invalid_request: {
    status: 400,
    retry: 'never',
    zh: '请求不符合接口要求，没有执行任何操作。',
    en: 'The request does not match what this endpoint expects; nothing was done.',
    nextZh: '请按 details 中的 field 和 problem 修改后重新提交。',
    nextEn: 'Correct the field named in details and send it again.',
  },
  bad_json: {
    status: 400,
    retry: 'never',
    zh: '请求正文不是有效的 JSON(UTF-8 编码),没有执行任何操作。',
    en: 'The body is not valid JSON in UTF-8; nothing was done.',
  },
  not_found: { status: 404, retry: 'never', zh: '没有这个地址。', en: 'There is nothing at this address.' },
  method_not_allowed: {
    status: 405,
    retry: 'never',
    zh: '这个地址不支持该请求方法。',
    en: 'This address does not support that method.',
  },
  body_too_large: {
    status: 413,
    retry: 'never',
    zh: '请求正文过大，没有执行任何操作。',
    en: 'The body is too large; nothing was done.',
  },
  uri_too_long: { status: 414, retry: 'never', zh: '请求地址过长。', en: 'The address is too long.' },
  unsupported_media_type: {
    status: 415,
    retry: 'never',
    zh: '不支持该 Content-Type，请使用 application/json。没有执行任何操作。',
    en: 'That content type is not supported: send application/json. Nothing was done.',
  },
  bad_request: {
    status: 400,
    retry: 'never',
    zh: '无法理解该请求，没有执行任何操作。',
    en: 'The request could not be understood; nothing was done.',
  },
  busy: {
    status: 503,
    retry: 'same',
    zh: '系统繁忙，请求可能没有全部完成。',
    en: 'We are too busy right now; the request may not have been carried out in full.',
    nextZh: '请稍等几秒，用相同的参数和幂等键（Idempotency-Key）重试；不会重复扣款。',
    nextEn:
      'Wait a few seconds and repeat exactly the same request with the same Idempotency-Key; money is not taken twice.',
  },
  internal_error: {
    status: 500,
    retry: 'same',
    zh: '系统出错，请求的结果不确定。',
    en: 'Something went wrong on our side; whether the request was carried out is not certain.',
    nextZh:
      '请用相同的参数和幂等键（Idempotency-Key）重试，或先查询结果；不会重复扣款。如仍失败，请提供 requestId。',
    nextEn:
      'Repeat exactly the same request with the same Idempotency-Key, or look the result up first; money is not taken twice. If it keeps failing, quote the requestId.',
  },
} as const satisfies RefusalCatalog

/** One catalog of all modules; two modules that give one code different meanings are a defect. */
export function mergeCatalogs(catalogs: readonly RefusalCatalog[]): RefusalCatalog {
  const merged = new Map<string, RefusalMeaning>()
  for (const [code, meaning] of [HTTP_REFUSALS as RefusalCatalog, ...catalogs].flatMap((one) =>
    Object.entries(one),
  )) {
    const known = merged.get(code)
    if (known !== undefined && known !== meaning && JSON.stringify(known) !== JSON.stringify(meaning))
      throw new Error(`two catalogs give the refusal "${code}" different meanings`)
    merged.set(code, meaning)
  }
  return Object.fromEntries(merged)
}

export function problemOf(refusal: Refusal, meaning: RefusalMeaning, requestId: string): Problem {
  return {
    code: refusal.refusal,
    message: meaning.zh,
    messageEn: meaning.en,
    ...(meaning.nextZh === undefined ? {} : { next: meaning.nextZh }),
    ...(meaning.nextEn === undefined ? {} : { nextEn: meaning.nextEn }),
    retry: meaning.retry,
    ...(refusal.details === undefined ? {} : { details: { ...refusal.details } }),
    requestId,
  }
}
