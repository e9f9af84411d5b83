import { conditionOfUser } from './modules/access/index.js'
import { recordChange } from './modules/audit/index.js'
import type { Parts } from './parts.js'

/** Makes the admin that the settings name, when there is none of that name; the audit log says where it came from. */
export async function registerFirstOperator(
  { access, deps }: Pick<Parts, 'access' | 'deps'>,
  password: string,
): Promise<void> {
  const operator = { realm: 'console', username: 'operator', merchantId: null, role: 'admin' } as const
  await access.registerUser({ ...operator, password }, (tx, userId) =>
    recordChange(tx, {
      at: deps.clock.now(),
      actor: { kind: 'platform', id: 'settings', name: 'HUTONG_OPERATOR_PASSWORD', role: null },
      action: 'user.add',
      subject: `user:${userId}`,
      subjectName: operator.username,
      from: null,
      to: conditionOfUser({ ...operator, disabledAt: null }),
      why: '',
    }),
  )
}
