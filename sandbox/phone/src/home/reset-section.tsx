import { useRef } from 'preact/hooks'
import { useSay } from '../shared/language.js'
import { resetAll } from './control-calls.js'
import { Section } from './parts.js'
import { useAction } from './tell.js'

export function ResetSection({ onChanged }: { onChanged: () => void }) {
  const say = useSay()
  const { busy, run } = useAction()
  const dialog = useRef<HTMLDialogElement>(null)
  const reset = async () => {
    dialog.current?.close()
    await run(resetAll, say('沙箱已清空', 'The sandbox is empty again'))
    onChanged()
  }
  return (
    <Section
      id="reset"
      title={say('清空', 'Reset')}
      hint={say(
        '删除订单、通知、故障和账单，钱包回到初始余额。密钥不变。',
        'Removes orders, notices, faults and history; wallets get their first balance back. Credentials stay.',
      )}
      end={
        <button type="button" class="danger" disabled={busy} onClick={() => dialog.current?.showModal()}>
          {say('清空沙箱…', 'Reset the sandbox…')}
        </button>
      }
    >
      <dialog ref={dialog} class="confirm" aria-labelledby="reset-question">
        <h3 id="reset-question">{say('清空沙箱？', 'Reset the sandbox?')}</h3>
        <p>{say('订单和账单不能恢复。', 'Orders and history cannot be brought back.')}</p>
        <div class="buttons">
          <button type="button" onClick={() => dialog.current?.close()}>
            {say('不清空', 'Keep everything')}
          </button>
          <button type="button" class="danger" onClick={() => void reset()}>
            {say('清空', 'Reset')}
          </button>
        </div>
      </dialog>
    </Section>
  )
}
