import { MOST_OF_ONE } from '../cart.js'
import { useSay } from '../language.js'
import { MinusIcon, PlusIcon } from './icons.js'

interface Props {
  /** What is being counted, for ears. */
  of: string
  quantity: number
  least: 0 | 1
  onChange(quantity: number): void
}

export function Stepper({ of, quantity, least, onChange }: Props) {
  const say = useSay()
  return (
    <fieldset class="stepper">
      <legend class="for-ears">{say(`${of}的数量`, `Quantity of ${of}`)}</legend>
      <button
        type="button"
        aria-label={quantity === 1 && least === 0 ? say('移除', 'Remove') : say('减一件', 'One less')}
        disabled={quantity <= least}
        onClick={() => onChange(quantity - 1)}
      >
        <MinusIcon />
      </button>
      <output aria-live="polite">{quantity}</output>
      <button
        type="button"
        aria-label={say('加一件', 'One more')}
        disabled={quantity >= MOST_OF_ONE}
        onClick={() => onChange(quantity + 1)}
      >
        <PlusIcon />
      </button>
    </fieldset>
  )
}
