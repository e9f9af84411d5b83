import { queryOf } from '../../office/src/api.js'
import { CursorTable } from '../../office/src/data-table.js'
import { Money, Time } from '../../office/src/figures.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import { Card, Facts, Page } from '../../office/src/page.js'
import { hrefTo } from '../../office/src/route.js'
import { useCursorList } from '../../office/src/use-cursor-list.js'
import { useLoad } from '../../office/src/use-load.js'
import { type Accounts, api, type Page as RowPage, type Transfer } from './console-api.js'
import { AccountLink, Cause } from './ledger-table.js'

const words = defineWords(
  {
    back: '全部账户',
    account: '账户',
    code: '代码',
    balance: '余额（借 − 贷）',
    debits: '借方发生',
    credits: '贷方发生',
    transfers: '转账',
    when: '时间',
    against: '对方账户',
    debit: '借',
    credit: '贷',
    cause: '原因',
    none: '这个账户还没有转账',
  },
  {
    back: 'All accounts',
    account: 'Account',
    code: 'Code',
    balance: 'Balance (debits − credits)',
    debits: 'Debits',
    credits: 'Credits',
    transfers: 'Transfers',
    when: 'When',
    against: 'Against',
    debit: 'Debit',
    credit: 'Credit',
    cause: 'Cause',
    none: 'No transfer on this account',
  },
)

export function AccountPage({ code }: { code: string }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const accounts = useLoad('accounts', (signal) => api.get<Accounts>('/accounts', signal))
  const account = accounts.data?.data.find((known) => known.code === code)
  const path = `/accounts/${encodeURIComponent(code)}/transfers`
  const list = useCursorList<Transfer>(code, (cursor, signal) =>
    api.get<RowPage<Transfer>>(`${path}${queryOf({ cursor })}`, signal),
  )
  const title = account ? pick(language, account.name, account.nameEn) : code
  return (
    <Page title={title} back={{ href: hrefTo('/accounts'), label: t.back }}>
      <div className="stack">
        <Card>
          <Facts
            facts={[
              [
                t.balance,
                <Figure key="b" minor={account?.balanceMinor} currency={account?.currency} strong />,
              ],
              [t.debits, <Figure key="d" minor={account?.debitsMinor} currency={account?.currency} />],
              [t.credits, <Figure key="c" minor={account?.creditsMinor} currency={account?.currency} />],
              [t.code, <code key="code">{code}</code>],
            ]}
          />
        </Card>
        <Card title={t.transfers}>
          <CursorTable
            caption={t.transfers}
            list={list}
            rowKey={(transfer) => transfer.id}
            rowHref={(transfer) => checkoutHref(transfer)}
            emptyTitle={t.none}
            columns={[
              {
                key: 'cause',
                title: t.cause,
                width: '36%',
                onPhone: 'head',
                render: (transfer) => <Cause cause={transfer.cause} />,
              },
              {
                key: 'against',
                title: t.against,
                render: (transfer) => (
                  <AccountLink account={transfer.debit.code === code ? transfer.credit : transfer.debit} />
                ),
              },
              {
                key: 'debit',
                title: t.debit,
                align: 'end',
                render: (transfer) =>
                  transfer.debit.code === code && (
                    <Money minor={transfer.amountMinor} currency={transfer.currency} />
                  ),
              },
              {
                key: 'credit',
                title: t.credit,
                align: 'end',
                render: (transfer) =>
                  transfer.credit.code === code && (
                    <Money minor={transfer.amountMinor} currency={transfer.currency} />
                  ),
              },
              {
                key: 'when',
                title: t.when,
                align: 'end',
                render: (transfer) => <Time at={transfer.at} seconds />,
              },
            ]}
          />
        </Card>
      </div>
    </Page>
  )
}

/** To the checkout itself where the transfer names it; otherwise its cause contains a number that the search finds. */
function checkoutHref(transfer: Transfer): string | null {
  if (transfer.checkoutId) return hrefTo(`/checkouts/${transfer.checkoutId}`)
  const number = /\b(?:co|or|at|re)_[A-Za-z0-9_-]+/.exec(transfer.cause)?.[0]
  return number ? hrefTo('/search', { q: number }) : null
}

interface FigureProps {
  minor: number | undefined
  currency: string | undefined
  strong?: boolean
}

function Figure({ minor, currency, strong = false }: FigureProps) {
  if (minor === undefined) return <span className="bone" />
  return strong ? (
    <strong>
      <Money minor={minor} currency={currency} />
    </strong>
  ) : (
    <Money minor={minor} currency={currency} />
  )
}
