import { useEffect } from 'react'
import { Time } from '../../office/src/figures.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import { institutionName } from '../../office/src/names.js'
import { Card } from '../../office/src/page.js'
import type { Merchant } from '../../office/src/types.js'
import { type Launch, noteSeen } from './launches-api.js'
import { LetterAnswer } from './letter-answer.js'
import { TermsText } from './terms-text.js'

const words = defineWords(
  {
    to: (name: string) => `${name}，您好：`,
    invite: (method: string) => `平台邀请您的店铺开通${method}。`,
    points: [
      '同意后立即生效：下一位结算的顾客就可能看到它，不用您做别的设置。',
      '已有的支付方式照常使用，已经下单的付款不受影响。',
      '随时可以在这里暂停，之后再恢复。',
    ],
    until: '请在这之前答复：',
    terms: '请先阅读平台规则',
    noTerms: '平台规则尚未生效，暂时不能答复。规则生效后这里会显示全文。',
  },
  {
    to: (name: string) => `Dear ${name},`,
    invite: (method: string) => `the platform invites your shop to take ${method}.`,
    points: [
      'It takes effect the moment you agree: the next shopper at the checkout may see it. There is nothing else to set up.',
      'The methods that you have go on as usual, and payments under way are not touched.',
      'You can pause it here at any time, and resume it later.',
    ],
    until: 'Please answer before ',
    terms: 'Read the terms first',
    noTerms: 'The terms are not in force yet, so you cannot answer now. They will be shown here in full.',
  },
)

/** The letter: who is invited to what, what it means, the rules in full, and the answer. */
export function Letter({ launch, merchant }: { launch: Launch; merchant: Merchant }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { launchId, seenAt } = launch
  useEffect(() => {
    // Not heard by the server: the next opening tells it.
    if (seenAt === null) noteSeen(launchId).catch(() => {})
  }, [launchId, seenAt])
  return (
    <div className="letter stack">
      <Card>
        <div className="letter-words">
          <p>{t.to(pick(language, merchant.name, merchant.nameEn))}</p>
          <p className="letter-invite">{t.invite(institutionName(launch.institution, language))}</p>
          <ul>
            {t.points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
          <p className="muted">
            {t.until}
            <Time at={launch.expiresAt} />
          </p>
        </div>
      </Card>
      <Card title={t.terms}>{launch.terms ? <TermsText terms={launch.terms} /> : <p>{t.noTerms}</p>}</Card>
      {launch.terms && <LetterAnswer launch={launch} termsSeq={launch.terms.seq} />}
    </div>
  )
}
