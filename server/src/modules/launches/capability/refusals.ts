import type { RefusalCatalog } from '../../../platform/refusal/index.js'

export const CAPABILITY_REFUSALS = {
  capability_kind_unknown: {
    status: 404,
    retry: 'never',
    zh: '没有这种能力，没有创建申请。',
    en: 'There is no such kind of capability; no application was made.',
  },
  capability_not_found: {
    status: 404,
    retry: 'never',
    zh: '还没有申请过这项能力。',
    en: 'This capability has not been applied for.',
  },
  capability_exists: {
    status: 409,
    retry: 'never',
    zh: '这项能力已有一份申请，没有创建新的。',
    en: 'There is an application for this capability already; no other was made.',
    nextZh: '请在原申请上修改或提交；已撤回的可以重新开始。',
    nextEn: 'Change or hand in that one; one that was withdrawn can be begun again.',
  },
  capability_move_not_allowed: {
    status: 409,
    retry: 'never',
    zh: '现在的状态(details.state)不允许这样做，没有任何改变。',
    en: 'Its state (details.state) does not allow this; nothing was changed.',
    nextZh: '请刷新页面查看最新状态；审核中的申请请等机构作出决定。',
    nextEn: 'Reload to see where it stands; while it is under review, wait for the institution.',
  },
  document_unknown: {
    status: 422,
    retry: 'never',
    zh: '这种申请没有 details.field 这项资料，没有保存。',
    en: 'This application has no document details.field; nothing was saved.',
  },
  documents_missing: {
    status: 422,
    retry: 'never',
    zh: '申请资料还不完整(details.labels)，没有提交给机构。',
    en: 'Documents are missing (details.labelsEn); nothing was handed in.',
    nextZh: '请补全后再提交。',
    nextEn: 'Fill them in and hand it in again.',
  },
  desk_decides: {
    status: 409,
    retry: 'never',
    zh: '这项能力由机构的审核台答复，不能手工登记，没有任何改变。',
    en: "The institution's review desk answers for this capability; nothing can be recorded by hand.",
    nextZh: '请点“查询进度”，向机构询问最新结果。',
    nextEn: 'Use “check” to ask the institution where it stands.',
  },
  nobody_to_ask: {
    status: 409,
    retry: 'never',
    zh: '这家机构没有审核接口，无法查询。',
    en: 'This institution has no interface for reviews; nobody can be asked.',
    nextZh: '请在机构网站查看，然后手工登记它的决定。',
    nextEn: "Look at the institution's site and record what it decided.",
  },
  notice_refused: {
    status: 400,
    retry: 'same',
    zh: '通知未被接受：details.because。',
    en: 'The notice was not taken: details.because.',
  },
} as const satisfies RefusalCatalog
