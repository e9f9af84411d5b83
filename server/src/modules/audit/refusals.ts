import type { RefusalCatalog } from '../../platform/refusal/index.js'

export const AUDIT_REFUSALS = {
  audit_entry_not_found: {
    status: 404,
    retry: 'never',
    zh: '没有这条操作记录。',
    en: 'There is no such entry in the audit log.',
  },
  audit_moved_on: {
    status: 409,
    retry: 'never',
    zh: '此后又有别的更改，不能直接回滚；没有执行任何操作。',
    en: 'It was changed again since, so this cannot be rolled back; nothing was done.',
    nextZh: '请查看同一对象之后的记录，先回滚最新的一条，或直接改成想要的样子。',
    nextEn:
      'Look at the later entries of the same subject: roll back the latest first, or change it to what you want.',
  },
  audit_already_rolled_back: {
    status: 409,
    retry: 'never',
    zh: '这次更改已经回滚过了，没有执行任何操作。',
    en: 'This change was rolled back already; nothing was done.',
  },
  audit_has_no_way_back: {
    status: 409,
    retry: 'never',
    zh: '这类操作不能回滚，没有执行任何操作。',
    en: 'A change of this kind cannot be rolled back; nothing was done.',
  },
} as const satisfies RefusalCatalog
