import { useState } from 'preact/hooks'
import { useSay } from '../shared/language.js'
import type { Loaded } from '../shared/use-answer.js'
import { type Credentials, INSTITUTION_NAMES, type InstitutionName } from './control-calls.js'
import { CopyButton, Instead, Section } from './parts.js'
import { institutionWord } from './state-words.js'

/** What a merchant keeps to itself; shown only when asked for, as people share their screens. */
const SECRETS = ['merchantPrivateKey', 'apiV3Key', 'appPrivateKey', 'appPrivateKeyPkcs1']

const NAMES: Record<string, [string, string]> = {
  baseUrl: ['接口地址', 'Base URL'],
  mchid: ['商户号', 'Merchant id'],
  appid: ['应用 appid', 'App id'],
  merchantSerial: ['商户证书序列号', 'Merchant certificate serial'],
  merchantPrivateKey: ['商户 API 私钥', 'Merchant private key'],
  merchantCertificate: ['商户 API 证书', 'Merchant certificate'],
  apiV3Key: ['APIv3 密钥', 'APIv3 key'],
  platformSerial: ['平台证书序列号', 'Platform certificate serial'],
  platformCertificate: ['平台证书', 'Platform certificate'],
  publicKeyId: ['微信支付公钥 ID', 'Public key id'],
  publicKey: ['微信支付公钥', 'Public key'],
  gateway: ['网关地址', 'Gateway'],
  appId: ['应用 app_id', 'App id'],
  sellerId: ['卖家 seller_id', 'Seller id'],
  appPrivateKey: ['应用私钥（PKCS8）', 'App private key (PKCS8)'],
  appPrivateKeyPkcs1: ['应用私钥（PKCS1）', 'App private key (PKCS1)'],
  appPublicKey: ['应用公钥', 'App public key'],
  merchantNo: ['商户号', 'Merchant number'],
  termNo: ['终端号', 'Terminal'],
  channelId: ['收银台渠道号', 'Cashier channel'],
  notifyCertificate: ['通知证书', 'Notice certificate'],
  alipayPublicKey: ['支付宝公钥', 'Alipay public key'],
}

export function CredentialsSection({ credentials }: { credentials: Loaded<Credentials> }) {
  const say = useSay()
  return (
    <Section
      id="credentials"
      title={say('密钥', 'Credentials')}
      hint={say('只属于这个沙箱，没有别处的用处。', 'They belong to this sandbox and open nothing else.')}
      end={
        credentials.state === 'done' && (
          <CopyButton
            text={JSON.stringify(credentials.value, null, 2)}
            what={say('全部密钥', 'all credentials')}
          />
        )
      }
    >
      <Instead loaded={credentials} empty="" isEmpty={() => false} />
      {credentials.state === 'done' &&
        INSTITUTION_NAMES.map((institution) => (
          <Keys key={institution} institution={institution} values={credentials.value[institution]} />
        ))}
    </Section>
  )
}

function Keys({ institution, values }: { institution: InstitutionName; values: Record<string, string> }) {
  const say = useSay()
  return (
    <div class="card keys">
      <h3>
        <span class={`institution ${institution}`}>{institutionWord(institution, say)}</span>
      </h3>
      <dl>
        {Object.entries(values).map(([name, value]) => (
          <Key key={name} name={name} value={value} />
        ))}
      </dl>
    </div>
  )
}

function Key({ name, value }: { name: string; value: string }) {
  const say = useSay()
  const secret = SECRETS.includes(name)
  const [shown, setShown] = useState(false)
  const [zh, en] = NAMES[name] ?? [name, name]
  const what = say(zh, en)
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
