import { Checkbox, Switch } from 'antd'
import { defineWords, useLanguage, useWords } from '../../../../office/src/language.js'
import { sceneName } from '../../../../office/src/names.js'
import { AmountField } from '../fields/amount-field.js'
import { type LaunchRules, SCENES } from '../launch-rules.js'
import { RuleSection } from './rule-section.js'

const words = defineWords(
  {
    where: '场景与金额',
    everyScene: '所有场景',
    scenes: '场景',
    least: '最小金额',
    most: '最大金额',
  },
  {
    where: 'Scenes and amounts',
    everyScene: 'Every scene',
    scenes: 'Scenes',
    least: 'Smallest amount',
    most: 'Largest amount',
  },
)

interface WhereSectionProps {
  rules: LaunchRules
  set: (patch: Partial<LaunchRules>) => void
}

export function WhereSection({ rules, set }: WhereSectionProps) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { scenes, amountMinor } = rules
  return (
    <RuleSection title={t.where}>
      <div className="switch-line">
        <Switch
          id="every-scene"
          checked={scenes === null}
          onChange={(every) => set({ scenes: every ? null : [...SCENES] })}
        />
        <label htmlFor="every-scene">{t.everyScene}</label>
      </div>
      {scenes && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its legend on the frame.
        <div role="group" aria-label={t.scenes}>
          <Checkbox.Group
            value={scenes}
            onChange={(next) => set({ scenes: next })}
            options={SCENES.map((scene) => ({ value: scene as string, label: sceneName(scene, language) }))}
          />
        </div>
      )}
      <div className="pair">
        <AmountField
          label={t.least}
          valueMinor={amountMinor.least}
          onChange={(least) => set({ amountMinor: { ...amountMinor, least } })}
        />
        <AmountField
          label={t.most}
          valueMinor={amountMinor.most}
          onChange={(most) => set({ amountMinor: { ...amountMinor, most } })}
        />
      </div>
    </RuleSection>
  )
}
