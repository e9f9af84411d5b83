import { useState } from 'preact/hooks'
import { formatYuan, parseYuan } from '../shared/format-amount.js'
import { useSay } from '../shared/language.js'
import { useAnswer } from '../shared/use-answer.js'
import { createWalletUser, listWalletUsers, type WalletUser } from './control-calls.js'
import { CopyButton, Instead, Section } from './parts.js'
import { useAction, useTell } from './tell.js'

export function WalletsSection({ news, onChanged }: { news: number; onChanged: () => void }) {
  const say = useSay()
  const users = useAnswer(listWalletUsers, [news])
  return (
    <Section
      id="wallets"
      title={say('钱包', 'Wallets')}
      hint={say(
        '付款人。手机用前两位；其他的给自动测试用。密码都是 123456。',
        'The payers. The phone belongs to the first two; more are for automatic tests. All use password 123456.',
      )}
    >
      <Instead
        loaded={users}
        isEmpty={(value) => value.length === 0}
        empty={say('没有钱包。', 'No wallets.')}
      />
      {users.state === 'done' && users.value.length > 0 && (
        <ul class="wallets">
          {users.value.map((user) => (
            <WalletCard key={user.id} user={user} />
          ))}
        </ul>
      )}
      <NewWallet onAdded={onChanged} />
    </Section>
  )
}

function WalletCard({ user }: { user: WalletUser }) {
  const say = useSay()
  return (
    <li class={`card wallet-card ${user.wallet}`}>
      <span class={`institution ${user.wallet === 'wechat' ? 'wechatpay' : 'alipay'}`}>
        {user.wallet === 'wechat' ? say('微信钱包', 'WeChat wallet') : say('支付宝钱包', 'Alipay wallet')}
      </span>
      <b>{user.name}</b>
      <strong>{formatYuan(user.balanceMinor)}</strong>
      <p>
        <CopyButton text={user.payerId} what={user.wallet === 'wechat' ? 'openid' : 'buyer_id'} />
        {user.wallet === 'wechat' ? 'openid' : 'buyer_id'} <span class="mono">{user.payerId}</span>
      </p>
      <p>
        userId <span class="mono">{user.id}</span>
        {user.logonId && <span class="mono"> · {user.logonId}</span>}
      </p>
    </li>
  )
}

function NewWallet({ onAdded }: { onAdded: () => void }) {
  const say = useSay()
  const tell = useTell()
  const { busy, run } = useAction()
  const [wallet, setWallet] = useState('wechat')
  const [name, setName] = useState('')
  const [balance, setBalance] = useState('100.00')
  const submit = () => {
    const balanceMinor = parseYuan(balance)
    if (balanceMinor === null)
      return tell(say('余额请写成 12.34 这样的金额', 'Write the balance like 12.34'), false)
    const user = { wallet, balanceMinor, ...(name.trim() === '' ? {} : { name: name.trim() }) }
    void run(() => createWalletUser(user), say('钱包已建好', 'Wallet created')).then(onAdded)
  }
  return (
    <form
      class="inline-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <label>
        <span>{say('新钱包', 'New wallet')}</span>
        <select value={wallet} onChange={(event) => setWallet(event.currentTarget.value)}>
          <option value="wechat">{say('微信', 'WeChat')}</option>
          <option value="alipay">{say('支付宝', 'Alipay')}</option>
        </select>
      </label>
      <label>
        <span>{say('名字', 'Name')}</span>
        <input type="text" value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <label>
        <span>{say('余额（元）', 'Balance (yuan)')}</span>
        <input
          type="text"
          inputMode="decimal"
          required
          value={balance}
          onInput={(event) => setBalance(event.currentTarget.value)}
        />
      </label>
      <button type="submit" disabled={busy}>
        {say('建一个', 'Create')}
      </button>
    </form>
  )
}
