import { useSay } from '../shared/language.js'
import type { LiveState } from './use-live-scan.js'
import type { StillState } from './use-still-scan.js'

/** One sentence about what the scanner does or why it could not. */
export function useScanMessage(live: LiveState, still: StillState): string {
  const say = useSay()
  if (live.kind === 'asking')
    return say('请在浏览器的提示里允许…', 'Please allow it in the browser’s question…')
  if (live.kind === 'watching')
    return say('正在看，找到二维码会自动识别。', 'Watching; a code is read by itself.')
  if (live.kind === 'impossible') {
    if (live.because === 'unsupported') {
      return say(
        '这个浏览器或地址不允许使用。请用 localhost 打开，或选择图片。',
        'This browser or address does not allow it. Open by localhost, or choose a picture.',
      )
    }
    return live.source === 'camera'
      ? say(
          '没有打开相机。可以选择图片或粘贴。',
          'The camera was not opened. Choose a picture or paste instead.',
        )
      : say('没有共享屏幕。可以选择图片或粘贴。', 'No screen was shared. Choose a picture or paste instead.')
  }
  switch (still.kind) {
    case 'reading':
      return say('正在识别…', 'Reading…')
    case 'no_code':
      return say(
        '这张图片里没有找到二维码。请截得完整一些再试。',
        'No QR code was found in this picture. Try one that shows the whole code.',
      )
    case 'no_reader':
      return say('读码程序没有启动，请刷新页面。', 'The reader did not start; reload the page.')
    case 'not_a_picture':
      return say('这个文件不是能打开的图片。', 'This file is not a picture that can be opened.')
    case 'nothing_to_paste':
      return say('剪贴板里没有图片或文字。', 'There is neither a picture nor text on the clipboard.')
    case 'paste_refused':
      return say(
        '浏览器不让读剪贴板，请按 Ctrl+V（⌘V）。',
        'The browser keeps the clipboard closed: press Ctrl+V (⌘V).',
      )
    case 'idle':
      return say('把二维码图片拖到这里，或从下面选一种方式', 'Drop a QR picture here, or choose a way below')
  }
}
