import { type Call, type CallAnswer, needUser, OK } from '../call.js'
import { Refused } from '../errors.js'
import { type JsonObject, memberOf, needObject, needObjects, needText, readText } from '../fields.js'
import type { ChatMessage } from '../records.js'
import { useWindow } from '../windows.js'

type Shown = Pick<ChatMessage, 'title' | 'text' | 'lines' | 'url'>
const text = (shown: string): Shown => ({ title: null, text: shown, lines: [], url: null })

/** What each type must carry, and how the phone shows it (§8). */
const TYPES: Record<string, (body: JsonObject) => Shown> = {
  text: (body) => text(needText(needObject(body, 'text'), 'content', 2_048)),
  image: (body) => text(`[图片 picture] ${needText(needObject(body, 'image'), 'media_id', 128)}`),
  voice: (body) => text(`[语音 voice] ${needText(needObject(body, 'voice'), 'media_id', 128)}`),
  video: (body) => text(`[视频 video] ${needText(needObject(body, 'video'), 'media_id', 128)}`),
  music: (body) => text(`[音乐 music] ${needText(needObject(body, 'music'), 'musicurl', 1_024)}`),
  mpnews: (body) => text(`[图文 news] ${needText(needObject(body, 'mpnews'), 'media_id', 128)}`),
  mpnewsarticle: (body) =>
    text(`[图文 news] ${needText(needObject(body, 'mpnewsarticle'), 'article_id', 128)}`),
  wxcard: (body) => text(`[卡券 card] ${needText(needObject(body, 'wxcard'), 'card_id', 64)}`),
  news(body) {
    const articles = needObjects(needObject(body, 'news'), 'articles')
    const [article] = articles
    if (!article || articles.length > 1) throw new Refused(40035, 'articles')
    return {
      title: needText(article, 'title', 128),
      text: readText(article, 'description', 512) ?? '',
      lines: [],
      url: readText(article, 'url', 1_024),
    }
  },
  msgmenu(body) {
    const menu = needObject(body, 'msgmenu')
    const lines = needObjects(menu, 'list').map((one) => ({
      name: needText(one, 'id', 64),
      value: needText(one, 'content', 128),
    }))
    const words = [readText(menu, 'head_content', 512), readText(menu, 'tail_content', 512)]
    return { title: null, text: words.filter((one) => one !== null).join('\n'), lines, url: null }
  },
  miniprogrampage(body) {
    const page = needObject(body, 'miniprogrampage')
    needText(page, 'thumb_media_id', 128)
    return {
      title: readText(page, 'title', 128),
      text: `[小程序 mini-program] ${needText(page, 'pagepath', 1_024)}`,
      lines: [],
      url: null,
    }
  },
}

export function sendCustomerMessage(call: Call): CallAnswer {
  const { desk, body, app } = call
  const user = needUser(call)
  const kind = needText(body, 'msgtype', 32)
  const read = Object.hasOwn(TYPES, kind) ? TYPES[kind] : undefined
  // A mini-program's session knows fewer kinds.
  const isKnown = app === 'account' || ['text', 'image', 'miniprogrampage'].includes(kind)
  if (!read || !isKnown) throw new Refused(40008)
  const shown = read(body)
  useWindow(desk, app, user.id)
  // From here on the message is sent.
  desk.show({ userId: user.id, app, from: 'them', kind, ...shown })
  return OK
}

export function showTyping(call: Call): CallAnswer {
  const { body } = call
  needUser(call)
  const command = memberOf(body, 'command')
  if (command !== 'Typing' && command !== 'CancelTyping') throw new Refused(40035, 'command')
  return OK
}
