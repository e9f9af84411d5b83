import { useState } from 'preact/hooks'
import { useSay } from '../language.js'
import type { Address } from '../shop-types.js'
import { readStored, writeStored } from '../stored.js'

const STORED_AS = 'mall.address'

function rememberedAddress(): Address {
  const nobody = { name: '', phone: '', street: '' }
  try {
    return { ...nobody, ...(JSON.parse(readStored(STORED_AS) ?? '{}') as Partial<Address>) }
  } catch {
    return nobody
  }
}

interface Props {
  id: string
  disabled: boolean
  onSubmit(address: Address): void
}

export function AddressForm({ id, disabled, onSubmit }: Props) {
  const say = useSay()
  const [address, setAddress] = useState(rememberedAddress)
  const change = (part: Partial<Address>) => setAddress((before) => ({ ...before, ...part }))
  return (
    <form
      id={id}
      class="card address"
      onSubmit={(event) => {
        event.preventDefault()
        writeStored(STORED_AS, JSON.stringify(address))
        onSubmit(address)
      }}
    >
      <h2>{say('送到哪里', 'Where to send it')}</h2>
      <fieldset disabled={disabled}>
        <legend class="for-ears">{say('收货信息', 'Delivery')}</legend>
        <label>
          <span>{say('收货人', 'Name')}</span>
          <input
            required
            maxLength={40}
            autocomplete="name"
            value={address.name}
            onInput={(event) => change({ name: event.currentTarget.value })}
          />
        </label>
        <label>
          <span>{say('电话', 'Phone')}</span>
          <input
            required
            type="tel"
            inputMode="tel"
            maxLength={20}
            pattern="[+0-9][0-9 \-]{5,19}"
            title={say('6 到 20 位数字', '6 to 20 digits')}
            autocomplete="tel"
            value={address.phone}
            onInput={(event) => change({ phone: event.currentTarget.value })}
          />
        </label>
        <label class="address-street">
          <span>{say('地址', 'Address')}</span>
          <textarea
            required
            rows={2}
            maxLength={200}
            autocomplete="street-address"
            placeholder={say('省市区、胡同、门牌号', 'City, street, house number')}
            value={address.street}
            onInput={(event) => change({ street: event.currentTarget.value })}
          />
        </label>
      </fieldset>
    </form>
  )
}
