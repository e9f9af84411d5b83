import { causeName } from '../../office/src/causes.js'
import { DataTable } from '../../office/src/data-table.js'
import { Clock, Money } from '../../office/src/figures.js'
import { ArrowIcon, DoneIcon } from '../../office/src/icons.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import { hrefTo } from '../../office/src/route.js'
import type { AccountName, Transfer } from '../../office/src/types.js'
import { foldTransfers } from './fold-transfers.js'

const words = defineWords(
  {
    transfers: '转账',
    when: '时间',
    flow: '借方 → 贷方',
    amount: '金额',
    cause: '原因',
    none: '还没有转账',
    noneHint: '钱有了结果才会记账。',
    effect: '对各账户的影响',
    account: '账户',
    debits: '借',
    credits: '贷',
    change: '借 − 贷',
    sum: '合计',
    zero: '借贷相等，合计为零',
    notZero: '合计不为零，请立即告知技术人员',
  },
  {
    transfers: 'Transfers',
    when: 'When',
    flow: 'Debit → credit',
    amount: 'Amount',
    cause: 'Cause',
    none: 'No transfer yet',
    noneHint: 'Money is booked when it has an outcome.',
    effect: 'What they did to each account',
    account: 'Account',
    debits: 'Debits',
    credits: 'Credits',
    change: 'Debits − credits',
    sum: 'Sum',
    zero: 'Debits equal credits: the sum is zero',
    notZero: 'The sum is not zero: tell an engineer at once',
  },
)

export function AccountLink({ account }: { account: AccountName }) {
  const { language } = useLanguage()
  return (
    <a href={hrefTo(`/accounts/${encodeURIComponent(account.code)}`)} title={account.code}>
      {pick(language, account.name, account.nameEn)}
    </a>
  )
}

/** The cause in words, with its exact text below for whoever follows it. */
export function Cause({ cause }: { cause: string }) {
  const { language } = useLanguage()
  const name = causeName(cause, language)
  if (name === null) return <code>{cause}</code>
  return (
    <>
      {name}
      <span className="sub">
        <code>{cause}</code>
      </span>
    </>
  )
}

function TransferFlow({ transfer }: { transfer: Transfer }) {
  return (
    <span className="flow">
      <AccountLink account={transfer.debit} />
      <ArrowIcon />
      <AccountLink account={transfer.credit} />
    </span>
  )
}

/** A checkout's transfers, and the proof under them that nothing came from nowhere. */
export function LedgerTable({ transfers }: { transfers: Transfer[] }) {
  const t = useWords(words)
  const folded = foldTransfers(transfers)
  const currency = transfers[0]?.currency
  return (
    <div className="stack">
      <DataTable
        caption={t.transfers}
        rows={transfers}
        rowKey={(transfer) => transfer.id}
        emptyTitle={t.none}
        emptyHint={t.noneHint}
        columns={[
          {
            key: 'flow',
            title: t.flow,
            width: '40%',
            onPhone: 'head',
            render: (transfer) => <TransferFlow transfer={transfer} />,
          },
          {
            key: 'amount',
            title: t.amount,
            align: 'end',
            onPhone: 'side',
            render: (transfer) => (
              <strong>
                <Money minor={transfer.amountMinor} currency={transfer.currency} />
              </strong>
            ),
          },
          {
            key: 'cause',
            title: t.cause,
            width: '30%',
            render: (transfer) => <Cause cause={transfer.cause} />,
          },
          { key: 'when', title: t.when, align: 'end', render: (transfer) => <Clock at={transfer.at} /> },
        ]}
      />
      {folded.accounts.length > 0 && (
        <div>
          <h3>{t.effect}</h3>
          <div className="scroll-x">
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{t.account}</th>
                  <th scope="col">{t.debits}</th>
                  <th scope="col">{t.credits}</th>
                  <th scope="col">{t.change}</th>
                </tr>
              </thead>
              <tbody>
                {folded.accounts.map((account) => (
                  <tr key={account.code}>
                    <th scope="row">
                      <AccountLink account={account} />
                    </th>
                    <td>
                      <Money minor={account.debitsMinor} currency={currency} />
                    </td>
                    <td>
                      <Money minor={account.creditsMinor} currency={currency} />
                    </td>
                    <td>
                      <Money minor={account.changeMinor} currency={currency} />
                    </td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row">{t.sum}</th>
                  <td>
                    <Money minor={folded.debitsMinor} currency={currency} />
                  </td>
                  <td>
                    <Money minor={folded.creditsMinor} currency={currency} />
                  </td>
                  <td>
                    <Money minor={folded.sumMinor} currency={currency} />
                  </td>
                </tr>
              </tfoot>
            </table>
          </div>
          <SumLine sumMinor={folded.sumMinor} zero={t.zero} notZero={t.notZero} />
        </div>
      )}
    </div>
  )
}

export function SumLine({ sumMinor, zero, notZero }: { sumMinor: number; zero: string; notZero: string }) {
  return sumMinor === 0 ? (
    <p className="sum-zero">
      <DoneIcon /> {zero}
    </p>
  ) : (
    <p className="sum-wrong" role="alert">
      {notZero}
    </p>
  )
}
