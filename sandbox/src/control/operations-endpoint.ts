import { Type } from 'typebox'
import type { InstitutionServer } from '../core/institution.js'
import { done, type Endpoint } from './endpoint.js'

/** The words that fault rules may name, so that no page keeps a list of its own. */
export function operationsEndpoints(servers: readonly InstitutionServer[]): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/control/operations',
      summary: '故障规则可用的操作 / The operations that fault rules may name',
      answer: Type.Record(Type.String(), Type.Array(Type.String())),
      act: () =>
        done(
          Object.fromEntries(
            servers.map(({ institution, operations }) => [institution.name, [...new Set(operations)]]),
          ),
        ),
    },
  ]
}
