import { DataTable } from '../../office/src/data-table.js'
import { Money } from '../../office/src/figures.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import { CardSkeleton, Empty, Refused } from '../../office/src/load-states.js'
import { Card, Page } from '../../office/src/page.js'
import { hrefTo } from '../../office/src/route.js'
import { useLoad } from '../../office/src/use-load.js'
import { type Accounts, api } from './console-api.js'
import { type AccountGroup, groupAccounts } from './group-accounts.js'
import { SumLine } from './ledger-table.js'

const words = defineWords(
  {
    title: '账户与余额',
    sum: '全部账户合计',
    zero: '借贷相等，全部账户合计为零',
    notZero: '合计不为零，请立即告知技术人员',
    account: '账户',
    balance: '余额（借 − 贷）',
    debits: '借方发生',
    credits: '贷方发生',
    none: '还没有账户',
    noneHint: '第一笔支付成功后，账户会自动出现。',
    kinds: {
      held: '支付机构代收的资金',
      merchant: '应付卖家',
      surplus: '待退还的多付款',
      refunding: '退款在途',
    } as Record<string, string>,
  },
  {
    title: 'Accounts and balances',
    sum: 'All accounts together',
    zero: 'Debits equal credits: all accounts sum to zero',
    notZero: 'The sum is not zero: tell an engineer at once',
    account: 'Account',
    balance: 'Balance (debits − credits)',
    debits: 'Debits',
    credits: 'Credits',
    none: 'No account yet',
    noneHint: 'Accounts appear with the first payment.',
    kinds: {
      held: 'Held by institutions',
      merchant: 'Owed to sellers',
      surplus: 'Surplus to give back',
      refunding: 'Refunds under way',
    } as Record<string, string>,
  },
)

export function AccountsPage() {
  const t = useWords(words)
  const { data, error, reload } = useLoad('accounts', (signal) => api.get<Accounts>('/accounts', signal))
  return (
    <Page title={t.title}>
      {error && <Refused error={error} onRetry={reload} />}
      {!data && !error && (
        <div className="stack">
          <CardSkeleton rows={1} />
          <CardSkeleton rows={6} />
        </div>
      )}
      {data && (
        <div className="stack">
          <Card>
            <div className="sum-card">
              <span className="muted">{t.sum}</span>
              <span className="amount-large">
                <Money minor={data.sumMinor} />
              </span>
              <SumLine sumMinor={data.sumMinor} zero={t.zero} notZero={t.notZero} />
            </div>
          </Card>
          {data.data.length === 0 && (
            <Card>
              <Empty title={t.none}>{t.noneHint}</Empty>
            </Card>
          )}
          {groupAccounts(data.data).map((group) => (
            <Group key={`${group.kind} ${group.currency}`} group={group} />
          ))}
        </div>
      )}
    </Page>
  )
}

function Group({ group }: { group: AccountGroup }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const title = t.kinds[group.kind] ?? group.kind
  return (
    <Card title={title} aside={<Money minor={group.balanceMinor} currency={group.currency} />}>
      <DataTable
        caption={title}
        rows={group.accounts}
        rowKey={(account) => account.code}
        rowHref={(account) => hrefTo(`/accounts/${encodeURIComponent(account.code)}`)}
        emptyTitle={t.none}
        columns={[
          {
            key: 'account',
            title: t.account,
            width: '40%',
            onPhone: 'head',
            render: (account) => (
              <>
                {pick(language, account.name, account.nameEn)}
                <span className="sub">
                  <code>{account.code}</code>
                </span>
              </>
            ),
          },
          {
            key: 'debits',
            title: t.debits,
            align: 'end',
            width: '20%',
            render: (account) => <Money minor={account.debitsMinor} currency={account.currency} />,
          },
          {
            key: 'credits',
            title: t.credits,
            align: 'end',
            width: '20%',
            render: (account) => <Money minor={account.creditsMinor} currency={account.currency} />,
          },
          {
            key: 'balance',
            title: t.balance,
            align: 'end',
            width: '20%',
            render: (account) => (
              <strong>
                <Money minor={account.balanceMinor} currency={account.currency} />
              </strong>
            ),
          },
        ]}
      />
    </Card>
  )
}
