import type { WalletUser } from '../../core/wallets.js'
import { type Call, type CallAnswer, done, needUser, OK } from '../call.js'
import type { Desk } from '../desk.js'
import { Refused } from '../errors.js'
import { isObject, memberOf, needObject, needText, readText } from '../fields.js'
import { pushToOwner } from '../push.js'
import type { App, Template } from '../records.js'
import { readTemplateValues } from '../template-values.js'

const MOST_TEMPLATES = 25

/** A service account's template message, to who follows it (§9.1). */
export function sendTemplateMessage(call: Call): CallAnswer {
  const { desk, body } = call
  const user = needUser(call)
  const template = needTemplate(call)
  const url = readText(body, 'url', 1_024)
  const mini = memberOf(body, 'miniprogram')
  if (mini !== undefined && mini !== null && !isObject(mini)) throw new Refused(47001, 'miniprogram')
  const clientId = readText(body, 'client_msg_id', 64)
  const lines = readTemplateValues(template, needObject(body, 'data'))
  if (!desk.records.followers.get(user.id)?.subscribed) throw new Refused(43004)
  const seen = clientId === null ? null : `${user.id} ${clientId}`
  if (seen !== null && desk.records.clientMessageIds.get(seen)) throw new Refused(45065)

  // From here on the message is sent.
  if (seen !== null) desk.records.clientMessageIds.put({ id: seen })
  const msgid = newMessageId(desk)
  // The mini-program wins over the address.
  const page = isObject(mini) ? String(memberOf(mini, 'pagepath') ?? '') : null
  show(desk, user, 'account', template, lines, page ?? url)
  pushToOwner(desk, 'account', user.id, desk.openidOf(user, 'account'), {
    MsgType: 'event',
    Event: 'TEMPLATESENDJOBFINISH',
    MsgID: msgid,
    Status: 'success',
  })
  return done({ msgid })
}

/** One consent is one message: to a mini-program's user … */
export function sendSubscribeMessage(call: Call): CallAnswer {
  const state = memberOf(call.body, 'miniprogram_state') ?? 'formal'
  if (!['developer', 'trial', 'formal'].includes(String(state))) throw new Refused(40035, 'miniprogram_state')
  const language = memberOf(call.body, 'lang') ?? 'zh_CN'
  if (!['zh_CN', 'en_US', 'zh_HK', 'zh_TW'].includes(String(language))) throw new Refused(40035, 'lang')
  return sendOnce(call)
}

/** … or to a service account's (§9.2). */
export function sendAccountSubscribeMessage(call: Call): CallAnswer {
  return sendOnce(call)
}

function sendOnce(call: Call): CallAnswer {
  const { desk, body, app } = call
  const user = needUser(call)
  const template = needTemplate(call)
  const page = readText(body, 'page', 1_024)
  if (page !== null && /^[a-z]+:|^\s/i.test(page) && app === 'mini') throw new Refused(41030)
  const lines = readTemplateValues(template, needObject(body, 'data'))
  const id = `${app} ${user.id} ${template.id}`
  const consent = desk.records.subscriptions.get(id)
  if (!consent || consent.left < 1) throw new Refused(43101)

  // From here on the message is sent.
  desk.records.subscriptions.put({ id, left: consent.left - 1 })
  const msgid = newMessageId(desk)
  show(desk, user, app, template, lines, page)
  const List = { TemplateId: template.id, MsgID: String(msgid), ErrorCode: 0, ErrorStatus: 'success' }
  pushToOwner(desk, app, user.id, desk.openidOf(user, app), {
    MsgType: 'event',
    Event: 'subscribe_msg_sent_event',
    SubscribeMsgSentEvent: { List },
  })
  return done({ msgid })
}

function needTemplate({ desk, body, app }: Call): Template {
  const template = desk.records.templates.get(needText(body, 'template_id', 128))
  if (template?.app !== app) throw new Refused(40037)
  return template
}

function show(
  desk: Desk,
  user: WalletUser,
  app: App,
  template: Template,
  lines: Array<{ name: string; value: string }>,
  url: string | null,
): void {
  desk.show({
    userId: user.id,
    app,
    from: 'them',
    kind: 'template',
    title: template.title,
    text: '',
    lines,
    url,
  })
}

function newMessageId({ core }: Desk): number {
  // Within what a JSON number holds exactly.
  return Number(`3${core.random.digits(14)}`)
}

/**
 * A template from the public library. Its number there cannot be looked up here: title and content stand in the call
 * (`title`, `content`), which real callers do not send, or are made from the number.
 */
export function addTemplate({ desk, body, app }: Call): CallAnswer {
  const number = readText(body, 'template_id_short', 64) ?? readText(body, 'tid', 64)
  const title = readText(body, 'title', 64)
  if (number === null && title === null) throw new Refused(40035, 'template_id_short')
  const own = [...desk.records.templates.values()].filter((one) => one.app === app)
  if (own.length >= MOST_TEMPLATES) throw new Refused(45009)
  const content =
    readText(body, 'content', 1_024) ?? '订单编号：{{character_string1.DATA}}\n商品：{{thing2.DATA}}'
  if (!/\{\{\w+\.DATA\}\}/.test(content)) throw new Refused(40035, 'content')
  const id = desk.core.random.alphanumeric(43)
  desk.records.templates.put({ id, app, title: title ?? `模板 ${number}`, content })
  return app === 'account' ? done({ template_id: id }) : done({ priTmplId: id })
}

export function listTemplates({ desk, app }: Call): CallAnswer {
  const own = [...desk.records.templates.values()].filter((one) => one.app === app)
  if (app === 'mini')
    return done({
      data: own.map(({ id, title, content }) => ({ priTmplId: id, title, content, example: '', type: 2 })),
    })
  const list = own.map(({ id, title, content }) => ({
    template_id: id,
    title,
    primary_industry: '',
    deputy_industry: '',
    content,
    example: '',
  }))
  return { json: { template_list: list } }
}

export function deleteTemplate({ desk, body, app }: Call): CallAnswer {
  const id = readText(body, 'template_id', 128) ?? needText(body, 'priTmplId', 128)
  if (desk.records.templates.get(id)?.app !== app) throw new Refused(40037)
  desk.records.templates.delete(id)
  return OK
}
