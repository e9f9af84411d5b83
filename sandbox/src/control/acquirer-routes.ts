import { Type } from 'typebox'
import type { AcquirerByHand, AcquirerServer } from '../acquirer/index.js'
import type { InstitutionServer } from '../core/institution.js'
import { done, type Endpoint, refused } from './endpoint.js'

const TERMS = Type.Object({ name: Type.String(), wechatNative: Type.Boolean() })

/** The acquirer moved by hand; nothing when the sandbox runs without it. */
export function acquirerEndpoints(servers: readonly InstitutionServer[]): Endpoint[] {
  const acquirer = servers.find(isAcquirer)
  return acquirer ? rows(acquirer.byHand) : []
}

function isAcquirer(server: InstitutionServer): server is AcquirerServer {
  return server.institution.name === 'acquirer'
}

function rows(byHand: AcquirerByHand): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/control/acquirer/merchant',
      summary: '收单商户与已开通产品 / The acquirer’s merchant and what it was granted',
      answer: TERMS,
      act: () => done(byHand.terms()),
    },
    {
      method: 'POST',
      path: '/control/acquirer/merchant',
      summary: '改商户名、开关微信主扫 / Rename it; grant or withdraw native WeChat codes',
      body: Type.Object(
        {
          name: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
          wechatNative: Type.Optional(Type.Boolean()),
        },
        { additionalProperties: false },
      ),
      answer: TERMS,
      act: ({ body }) => done(byHand.changeTerms(body as object)),
    },
    {
      method: 'GET',
      path: '/control/acquirer/settlement',
      summary: '某日的对账文件，随时可看 / A day’s settlement file as it would be now',
      query: Type.Object({ day: Type.String() }, { additionalProperties: false }),
      answer: Type.Object({ name: Type.String(), text: Type.String(), lineCount: Type.Integer() }),
      act({ query }) {
        const { day = '' } = query
        if (/^\d{8}$/.test(day)) return done(byHand.settlementFile(day))
        return refused(400, 'invalid_day', 'day 应为 yyyyMMdd。', 'day must be yyyyMMdd.')
      },
    },
  ]
}
