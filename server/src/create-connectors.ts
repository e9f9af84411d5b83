import { createAlipayConnector, createAlipayOnboarding } from './connectors/alipay/connector.js'
import { type ConnectorBook, createConnectorBook } from './connectors/book.js'
import type {
  AlipayAccount,
  Connector,
  InstitutionName,
  ReviewDeskAccount,
  WechatpayAccount,
} from './connectors/contract.js'
import type { SubMerchantDesk } from './connectors/review-contract.js'
import { createReviewDesk } from './connectors/review-desk/connector.js'
import { createWechatpayConnector, createWechatpayOnboarding } from './connectors/wechatpay/connector.js'
import type { ReviewDesks } from './modules/launches/index.js'
import { type InstitutionAccount, openInstitutionAccounts } from './modules/merchants/index.js'
import type { Clock } from './platform/clock/index.js'
import type { Db } from './platform/db/index.js'
import type { Vault } from './platform/secrets/index.js'

/** A connector for every account that the database knows; an old account still answers for its old attempts. */
export async function createConnectors(db: Db, vault: Vault, clock: Clock): Promise<ConnectorBook> {
  const accounts = await openInstitutionAccounts(db, vault)
  return createConnectorBook(
    accounts.map((account) => ({
      accountId: account.id,
      enabled: account.enabled,
      connector: connect(account, clock),
    })),
  )
}

function connect(account: InstitutionAccount, clock: Clock): Connector {
  switch (account.institution) {
    case 'wechatpay':
      return createWechatpayConnector(account.settings as WechatpayAccount, { clock })
    case 'alipay':
      return createAlipayConnector(account.settings as AlipayAccount, { clock })
  }
}

/** Null where the account has no application call: a person files merchants at the institution's site. */
function onboard({ institution, settings }: InstitutionAccount, clock: Clock): SubMerchantDesk | null {
  switch (institution) {
    case 'wechatpay': {
      const { serviceProvider } = settings as WechatpayAccount
      return serviceProvider === undefined ? null : createWechatpayOnboarding(serviceProvider, { clock })
    }
    case 'alipay': {
      const account = settings as AlipayAccount
      return account.directPay === 'signed' ? createAlipayOnboarding(account, { clock }) : null
    }
  }
}

/** Where institutions are asked for what they grant: of the accounts that new attempts use. */
export async function createReviewDesks(db: Db, vault: Vault, clock: Clock): Promise<ReviewDesks> {
  const accounts = (await openInstitutionAccounts(db, vault)).filter(({ enabled }) => enabled)
  const capability = new Map(
    accounts.flatMap(({ institution, settings }) => {
      const { desk } = settings as { readonly desk?: ReviewDeskAccount }
      return desk === undefined ? [] : [[institution, createReviewDesk(desk)] as const]
    }),
  )
  const subMerchants = new Map<InstitutionName, SubMerchantDesk>(
    accounts.flatMap((account) => {
      const desk = onboard(account, clock)
      return desk === null ? [] : [[account.institution, desk] as const]
    }),
  )
  return {
    capability: (institution) => capability.get(institution) ?? null,
    subMerchants: (institution) => subMerchants.get(institution) ?? null,
  }
}
