import { useRef, useState } from 'preact/hooks'
import { useSay } from '../shared/language.js'
import { CameraIcon, KeyboardIcon, MonitorIcon, PasteIcon, PictureIcon } from './icons.js'
import { OpenCodes } from './open-codes.js'
import { useScanMessage } from './scan-message.js'
import { ScreenHeader } from './screen-header.js'
import { TypeCode } from './type-code.js'
import { useLiveScan } from './use-live-scan.js'
import { useStillScan } from './use-still-scan.js'
import type { WalletName } from './wallet-calls.js'

export function ScanScreen({
  wallet,
  news,
  onBack,
  onFound,
}: {
  wallet: WalletName
  news: number
  onBack: () => void
  onFound: (text: string) => void
}) {
  const say = useSay()
  const video = useRef<HTMLVideoElement>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const [typing, setTyping] = useState(false)
  const [dragging, setDragging] = useState(false)
  const still = useStillScan(onFound)
  const live = useLiveScan(video, onFound)
  const message = useScanMessage(live.state, still.state)
  const watching = live.state.kind === 'watching' ? live.state.source : null
  const toggle = (source: 'screen' | 'camera') => () => {
    if (watching === source) live.stop()
    else void live.start(source)
  }
  return (
    <main
      class={`screen scan ${wallet}`}
      onDragOver={(event) => {
        event.preventDefault()
        setDragging(true)
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={(event) => {
        event.preventDefault()
        setDragging(false)
        still.readTransfer(event.dataTransfer)
      }}
    >
      <ScreenHeader title={say('扫一扫', 'Scan')} onBack={onBack} />
      <div class="screen-body">
        <div class={`viewfinder${dragging ? ' dragging' : ''}${watching ? ' watching' : ''}`}>
          <video ref={video} muted playsInline tabIndex={-1} />
          <span class="scan-line" aria-hidden="true" />
          <p role="status">{message}</p>
        </div>
        <input
          ref={chooser}
          type="file"
          accept="image/*"
          class="visually-hidden"
          tabIndex={-1}
          aria-label={say('选择二维码图片', 'Choose a QR picture')}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            event.currentTarget.value = ''
            if (file) void still.readPicture(file)
          }}
        />
        <fieldset class="scan-ways" aria-label={say('扫码方式', 'Ways to scan')}>
          <button type="button" onClick={() => chooser.current?.click()}>
            <PictureIcon />
            {say('选图片', 'Picture')}
          </button>
          <button type="button" onClick={() => void still.readClipboard()}>
            <PasteIcon />
            {say('粘贴', 'Paste')}
          </button>
          <button type="button" aria-pressed={watching === 'screen'} onClick={toggle('screen')}>
            <MonitorIcon />
            {say('看屏幕', 'Screen')}
          </button>
          <button type="button" aria-pressed={watching === 'camera'} onClick={toggle('camera')}>
            <CameraIcon />
            {say('相机', 'Camera')}
          </button>
          <button type="button" aria-expanded={typing} onClick={() => setTyping(!typing)}>
            <KeyboardIcon />
            {say('输入', 'Type')}
          </button>
        </fieldset>
        {typing && <TypeCode onFound={onFound} />}
        {/* While the screen is watched, codes drawn here would be read instead of the shop's. */}
        {!watching && <OpenCodes news={news} onPoint={onFound} />}
      </div>
    </main>
  )
}
