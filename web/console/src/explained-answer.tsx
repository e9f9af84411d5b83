import { App, Button } from 'antd'
import { Tag, Time } from '../../office/src/figures.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import { methodName } from '../../office/src/names.js'
import { Card } from '../../office/src/page.js'
import { hrefTo } from '../../office/src/route.js'
import type { ExplainedMethod, ExplainedReason, Explanation } from './explain-api.js'
import { ExplainedFacts } from './explained-facts.js'

const words = defineWords(
  {
    title: '结果',
    as: '所问时间',
    shown: '显示',
    hidden: '不显示',
    chosen: '默认选中',
    because: '原因',
    why: '没有任何限制，顾客可以使用。',
    forShopper: '可以这样答复顾客',
    copy: '复制给顾客',
    copyEn: '复制英文',
    copied: '已复制，可以直接发给顾客',
    byHand: '请手动选择并复制',
    launch: '查看上线',
  },
  {
    title: 'Answer',
    as: 'as of',
    shown: 'Shown',
    hidden: 'Hidden',
    chosen: 'Chosen beforehand',
    because: 'Because',
    why: 'Nothing holds it back: the shopper may use it.',
    forShopper: 'What may be sent to the shopper',
    copy: 'Copy for the shopper',
    copyEn: 'Copy in Chinese',
    copied: 'Copied, ready to send',
    byHand: 'Select and copy by hand',
    launch: 'See the launch',
  },
)

/** Method by method, in the order in which the cashier has them, and below it what it was decided from. */
export function ExplainedAnswer({ explanation }: { explanation: Explanation }) {
  const t = useWords(words)
  return (
    <>
      <Card
        title={t.title}
        aside={
          <span className="muted small">
            {t.as} <Time at={explanation.at} seconds />
          </span>
        }
      >
        <ul className="explained">
          {explanation.methods.map((method) => (
            <Method key={method.method} method={method} />
          ))}
        </ul>
      </Card>
      <ExplainedFacts explanation={explanation} />
    </>
  )
}

function Method({ method }: { method: ExplainedMethod }) {
  const t = useWords(words)
  const { language } = useLanguage()
  return (
    <li>
      <div className="explained-head">
        <h3>{methodName(method.method, language)}</h3>
        <Tag tone={method.shown ? 'good' : 'quiet'}>{method.shown ? t.shown : t.hidden}</Tag>
        {method.preselected && <Tag tone="busy">{t.chosen}</Tag>}
      </div>
      {method.shown ? (
        <p className="muted">{t.why}</p>
      ) : (
        <>
          <ul className="explained-reasons" aria-label={t.because}>
            {method.reasons.map((reason) => (
              <Reason key={`${reason.code} ${JSON.stringify(reason.about)}`} reason={reason} />
            ))}
          </ul>
          <ForShopper method={method} />
        </>
      )}
    </li>
  )
}

function Reason({ reason }: { reason: ExplainedReason }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { launch } = reason.about
  return (
    <li>
      {pick(language, reason.message, reason.messageEn)} <code className="muted small">{reason.code}</code>
      {typeof launch === 'string' && (
        <>
          {' '}
          <a className="small" href={hrefTo(`/launches/${encodeURIComponent(launch)}`)}>
            {t.launch}
          </a>
        </>
      )}
    </li>
  )
}

/** The sentence that says nothing of others, lists and shares; the reasons above are for support's eyes. */
function ForShopper({ method }: { method: ExplainedMethod }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const { forShopper, forShopperEn } = method
  if (forShopper === null || forShopperEn === null) return null
  const copy = async (sentence: string) => {
    try {
      await navigator.clipboard.writeText(sentence)
      message.success(t.copied)
    } catch {
      message.info(t.byHand)
    }
  }
  const [own, other] = language === 'zh' ? [forShopper, forShopperEn] : [forShopperEn, forShopper]
  const name = methodName(method.method, language)
  return (
    <figure className="for-shopper">
      <figcaption className="muted small">{t.forShopper}</figcaption>
      <blockquote>{own}</blockquote>
      <div className="for-shopper-acts">
        <Button size="small" aria-label={`${t.copy} ${name}`} onClick={() => copy(own)}>
          {t.copy}
        </Button>
        <Button size="small" type="text" aria-label={`${t.copyEn} ${name}`} onClick={() => copy(other)}>
          {t.copyEn}
        </Button>
      </div>
    </figure>
  )
}
