import { useSay } from '../shared/language.js'
import type { Loaded } from '../shared/use-answer.js'
import type { Credentials } from './control-calls.js'
import { CopyButton, Instead, Section } from './parts.js'

export function StartSection({ credentials }: { credentials: Loaded<Credentials> }) {
  const say = useSay()
  const known = credentials.state === 'done' ? credentials.value : null
  const home = location.origin
  return (
    <Section
      id="start"
      title={say('开始', 'Start')}
      hint={say(
        '不改代码，只换地址和密钥：这里的接口、签名、通知与官方文档一致。',
        'Change addresses and keys, not code: calls, signatures and notices follow the official documents.',
      )}
    >
      {!known && <Instead loaded={credentials} empty="" isEmpty={() => false} />}
      {known && (
        <>
          <div class="addresses">
            <Address
              name={say('微信支付 APIv3', 'WeChat Pay APIv3')}
              instead="https://api.mch.weixin.qq.com"
              value={String(known.wechatpay.baseUrl)}
            />
            <Address
              name={say('支付宝网关', 'Alipay gateway')}
              instead="https://openapi.alipay.com/gateway.do"
              value={String(known.alipay.gateway)}
            />
            <Address
              name={say('公众号与小程序', 'Official account, mini-program')}
              instead="https://api.weixin.qq.com"
              value={String(known.officialAccount.baseUrl)}
            />
            <Address name={say('收单机构', 'Acquirer')} value={String(known.acquirer.baseUrl)} />
            <div class="address address-phone">
              <h3>{say('模拟手机', 'Simulated phone')}</h3>
              <p>{say('扫码、输密码、付款', 'Scan, type the password, pay')}</p>
              <a class="button primary" href="/phone" target="_blank" rel="noopener">
                {say('打开手机', 'Open the phone')}
              </a>
            </div>
          </div>
          <QuickStart home={home} />
        </>
      )}
    </Section>
  )
}

function Address({ name, instead, value }: { name: string; instead?: string; value: string }) {
  const say = useSay()
  return (
    <div class="address">
      <h3>{name}</h3>
      <CopyButton text={value} what={name} />
      <p class="mono address-value">{value}</p>
      {instead && (
        <p>
          {say('代替', 'instead of')} <s>{instead}</s>
        </p>
      )}
    </div>
  )
}

function QuickStart({ home }: { home: string }) {
  const say = useSay()
  const commands = [
    [say('取得全部密钥（JSON）', 'All credentials as JSON'), `curl ${home}/credentials`],
    [
      say('不开手机，直接付款', 'Pay without opening the phone'),
      `curl -X POST ${home}/control/pay -H 'content-type: application/json' -d '{"outTradeNo":"YOUR_ORDER_NO"}'`,
    ],
    [
      say('让下一个付款通知丢失', 'Lose the next payment notice'),
      `curl -X POST ${home}/control/faults -H 'content-type: application/json' -d '{"effect":"lose","operation":"notice.payment","times":1}'`,
    ],
  ] as const
  return (
    <div class="quick-start">
      <ol class="steps">
        <li>{say('把 SDK 的域名换成上面的地址。', 'Point your SDK at the addresses above.')}</li>
        <li>
          {say('把密钥换成', 'Use the')} <a href="#credentials">{say('下面的密钥', 'credentials below')}</a>
          {say('，任何语言的 SDK 都一样。', ', whatever the language of the SDK.')}
        </li>
        <li>
          {say(
            '通知地址（notify_url）写你本机的地址，http 也可以。',
            'Set notify_url to an address on your machine; plain http will do.',
          )}
        </li>
        <li>
          {say('下单，用手机扫码付款；再', 'Place an order, pay with the phone; then')}{' '}
          <a href="#faults">{say('制造一次故障', 'make something go wrong')}</a>
          {say('，看看你的系统怎么办。', ' and see what your system does.')}
        </li>
      </ol>
      <ul class="commands">
        {commands.map(([what, command]) => (
          <li key={command}>
            <span>{what}</span>
            <code>{command}</code>
            <CopyButton text={command} what={what} />
          </li>
        ))}
      </ul>
    </div>
  )
}
