import { defineWords, pick, useLanguage, useWords } from '../../../../office/src/language.js'
import { api } from '../../console-api.js'
import { launchPath } from '../launch-api.js'
import { WhyButton } from '../why-button.js'
import type { Participation } from './invitation-api.js'

const words = defineWords(
  {
    suspend: '停用',
    askSuspend: (name: string) => `停用“${name}”？`,
    bodySuspend: '这家商户的收银台马上不再出现这些支付方式；已经在付的单照常付完。商户会在工作台看到。',
    suspended: '已停用',
    restore: '恢复',
    askRestore: (name: string) => `恢复“${name}”？`,
    bodyRestore: '回到停用之前的状态。',
    restored: '已恢复',
  },
  {
    suspend: 'Suspend',
    askSuspend: (name: string) => `Suspend “${name}”?`,
    bodySuspend:
      'The methods leave its cashiers at once; payments under way go on to their end. It is told in its workbench.',
    suspended: 'Suspended',
    restore: 'Restore',
    askRestore: (name: string) => `Restore “${name}”?`,
    bodyRestore: 'It is again what it was before.',
    restored: 'Restored',
  },
)

type Switched = Pick<Participation, 'merchantId' | 'name' | 'nameEn' | 'state'>

/** One that has the methods because everyone has. */
export const unlisted = (merchantId: string): Switched => ({
  merchantId,
  name: merchantId,
  nameEn: null,
  state: 'active',
})

interface MerchantSwitchProps {
  launchId: string
  row: Switched
  onDone: () => void
}

export function MerchantSwitch({ launchId, row, onDone }: MerchantSwitchProps) {
  const t = useWords(words)
  const { language } = useLanguage()
  const name = pick(language, row.name, row.nameEn)
  const act = (verb: 'suspend' | 'restore', why: string) =>
    api.post(`${launchPath(launchId)}/merchants/${encodeURIComponent(row.merchantId)}/${verb}`, { why })
  if (row.state === 'suspended')
    return (
      <WhyButton
        label={t.restore}
        title={t.askRestore(name)}
        button={{ size: 'small' }}
        done={t.restored}
        run={(why) => act('restore', why)}
        onDone={onDone}
      >
        <p>{t.bodyRestore}</p>
      </WhyButton>
    )
  return (
    <WhyButton
      label={t.suspend}
      title={t.askSuspend(name)}
      button={{ size: 'small', danger: true }}
      done={t.suspended}
      run={(why) => act('suspend', why)}
      onDone={onDone}
    >
      <p>{t.bodySuspend}</p>
    </WhyButton>
  )
}
