import { AlarmIcon } from '../../../office/src/icons.js'
import { defineWords, pick, useLanguage, useWords } from '../../../office/src/language.js'
import { actOnLaunch, type Launch } from './launch-api.js'
import { WhyButton } from './why-button.js'

const words = defineWords(
  {
    halt: '紧急停用',
    ask: (name: string) => `立即停用“${name}”？`,
    body: '一秒内，所有收银台都不再出现它的支付方式。已经在付的单照常付完，钱不受影响。随时可以恢复。',
    usual: '紧急停用',
    halted: '已停用：所有收银台都不再出现',
    resume: '恢复上线',
    askResume: (name: string) => `恢复“${name}”？`,
    bodyResume: '按停用前的规则重新放给顾客，一秒内生效。阶段计划不会自己继续。',
    resumed: '已恢复',
  },
  {
    halt: 'Halt now',
    ask: (name: string) => `Halt “${name}” at once?`,
    body: 'Within a second its methods are gone from every cashier. Payments under way are paid to their end; no money is touched. It can be resumed at any time.',
    usual: 'Emergency halt',
    halted: 'Halted: gone from every cashier',
    resume: 'Resume',
    askResume: (name: string) => `Resume “${name}”?`,
    bodyResume:
      'Shoppers get it back by the rules from before the halt, within a second. The schedule does not go on by itself.',
    resumed: 'Resumed',
  },
)

/** One click and Enter. Halting wants no thought beyond whether it is the right launch; resuming does. */
export function KillSwitch({ launch, onDone }: { launch: Launch; onDone: () => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const name = pick(language, launch.name, launch.nameEn)
  switch (launch.rules.state) {
    case 'live':
      return (
        <WhyButton
          label={
            <span className="kill-label">
              <AlarmIcon />
              {t.halt}
            </span>
          }
          title={t.ask(name)}
          usualWhy={t.usual}
          button={{ type: 'primary', danger: true, size: 'large', className: 'kill' }}
          done={t.halted}
          run={(why) => actOnLaunch(launch.id, 'halt', why)}
          onDone={onDone}
        >
          <p>{t.body}</p>
        </WhyButton>
      )
    case 'halted':
      return (
        <WhyButton
          label={t.resume}
          title={t.askResume(name)}
          button={{ size: 'large' }}
          done={t.resumed}
          run={(why) => actOnLaunch(launch.id, 'resume', why)}
          onDone={onDone}
        >
          <p>{t.bodyResume}</p>
        </WhyButton>
      )
    case 'draft':
    case 'ended':
      return null
  }
}
