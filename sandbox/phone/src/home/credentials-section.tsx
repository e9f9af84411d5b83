import { useState } from 'preact/hooks'
import { useSay } from '../shared/language.js'
import type { Loaded } from '../shared/use-answer.js'
import type { Credentials, InstitutionName, Keys } from './control-calls.js'
import { isSecret, keyName, merchantKind } from './credential-words.js'
import { CopyButton, Instead, Section } from './parts.js'
import { institutionWord } from './state-words.js'

export function CredentialsSection({ credentials }: { credentials: Loaded<Credentials> }) {
  const say = useSay()
  const known = credentials.state === 'done' ? credentials.value : null
  return (
    <Section
      id="credentials"
      title={say('密钥', 'Credentials')}
      hint={say('只属于这个沙箱，没有别处的用处。', 'They belong to this sandbox and open nothing else.')}
      end={
        known && (
          <CopyButton text={JSON.stringify(known, null, 2)} what={say('全部密钥', 'all credentials')} />
        )
      }
    >
      <Instead loaded={credentials} empty="" isEmpty={() => false} />
      {known && (
        <>
          <KeysCard institution="wechatpay" values={known.wechatpay} />
          {known.wechatpayMerchants.slice(1).map((merchant) => (
            <details key={merchant.mchid} class="card keys">
              <summary>
                <span class="institution wechatpay">{merchant.name}</span> ·{' '}
                {say(...merchantKind(merchant.kind))} · <span class="mono">{merchant.mchid}</span>
              </summary>
              <KeyList values={merchant} />
            </details>
          ))}
          <KeysCard institution="alipay" values={known.alipay} />
          <KeysCard institution="acquirer" values={known.acquirer} />
          <KeysCard institution="official_account" values={known.officialAccount} />
          <KeysCard institution="review_desk" values={known.reviewDesk} />
        </>
      )}
    </Section>
  )
}

function KeysCard({ institution, values }: { institution: InstitutionName; values: Keys }) {
  const say = useSay()
  return (
    <div class="card keys">
      <h3>
        <span class={`institution ${institution}`}>{institutionWord(institution, say)}</span>
      </h3>
      <KeyList values={values} />
    </div>
  )
}

function KeyList({ values }: { values: Keys }) {
  return (
    <dl>
      {Object.entries(values).map(([name, value]) => {
        const text = typeof value === 'string' ? value : value.join(' ')
        return text === '' ? null : <Key key={name} name={name} value={text} />
      })}
    </dl>
  )
}

function Key({ name, value }: { name: string; value: string }) {
  const say = useSay()
  const secret = isSecret(name)
  const [shown, setShown] = useState(false)
  const what = say(...keyName(name))
  const long = value.includes('\n') || value.length > 90
  const excerpt = long ? `${value.replaceAll('\n', '').slice(0, 44)}…` : value
  return (
    <div class="key">
      <dt>
        {what}
        <small class="mono">{name}</small>
      </dt>
      <dd>
        {shown ? <pre>{value}</pre> : <span class="mono">{secret ? '••••••••••••••••' : excerpt}</span>}
        <span class="buttons">
          {(secret || long) && (
            <button
              type="button"
              class="copy"
              aria-expanded={shown}
              aria-label={shown ? say(`收起${what}`, `Hide ${what}`) : say(`显示${what}`, `Show ${what}`)}
              onClick={() => setShown(!shown)}
            >
              {shown ? say('收起', 'Hide') : say('显示', 'Show')}
            </button>
          )}
          <CopyButton text={value} what={what} />
        </span>
      </dd>
    </div>
  )
}
