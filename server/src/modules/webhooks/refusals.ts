import type { RefusalCatalog } from '../../platform/refusal/index.js'

export const WEBHOOKS_REFUSALS = {
  webhook_endpoint_not_found: {
    status: 404,
    retry: 'never',
    zh: '没有这个通知地址。',
    en: 'There is no such webhook endpoint.',
  },
  webhook_delivery_not_found: {
    status: 404,
    retry: 'never',
    zh: '没有这条通知记录。',
    en: 'There is no such webhook delivery.',
  },
  webhook_endpoint_disabled: {
    status: 409,
    retry: 'never',
    zh: '通知地址已停用，通知会保留，启用后继续发送。',
    en: 'The webhook endpoint is disabled; its deliveries are kept and go on when it is enabled.',
    nextZh: '请先启用该通知地址。',
    nextEn: 'Enable the endpoint first.',
  },
  webhook_url_not_allowed: {
    status: 422,
    retry: 'never',
    zh: '不能使用这个通知地址：只接受指向公网的 http 或 https 地址，且不含用户名和密码。',
    en: 'This address cannot be used: only http and https addresses on the public internet, without user name and password.',
    nextZh: '如需通知内网地址，请运营人员将其加入 HUTONG_WEBHOOK_ALLOW。',
    nextEn: 'To reach a private address, have the operator add it to HUTONG_WEBHOOK_ALLOW.',
  },
  webhook_url_unresolvable: {
    status: 422,
    retry: 'later',
    zh: '无法解析这个通知地址的域名。',
    en: 'The host name of this address cannot be resolved.',
    nextZh: '请检查域名是否正确、解析是否已生效。',
    nextEn: 'Check the name and whether its DNS record is in place.',
  },
} as const satisfies RefusalCatalog
