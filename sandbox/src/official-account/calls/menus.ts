import { type Call, type CallAnswer, OK } from '../call.js'
import { Refused } from '../errors.js'
import { bytesOf, type JsonObject, memberOf, needObjects } from '../fields.js'

const TYPES_WITH_KEY = [
  'click',
  'scancode_push',
  'scancode_waitmsg',
  'pic_sysphoto',
  'pic_photo_or_album',
  'pic_weixin',
  'location_select',
]

export function createMenu({ desk, body }: Call): CallAnswer {
  const button = needObjects(body, 'button')
  if (button.length < 1 || button.length > 3) throw new Refused(40016)
  for (const one of button) checkButton(one, 16)
  desk.records.menus.put({ id: 'menu', button })
  return OK
}

function checkButton(button: JsonObject, mostNameBytes: number): void {
  const name = memberOf(button, 'name')
  if (typeof name !== 'string' || name === '' || bytesOf(name) > mostNameBytes) throw new Refused(40018)
  const subs = memberOf(button, 'sub_button')
  if (subs !== undefined && !(Array.isArray(subs) && subs.length === 0)) {
    // One level below the first and no further.
    const list = needObjects(button, 'sub_button')
    if (mostNameBytes > 16 || list.length > 5) throw new Refused(40016)
    for (const one of list) checkButton(one, 60)
    return
  }
  const type = memberOf(button, 'type')
  const texts = (name: string, most: number): boolean => {
    const value = memberOf(button, name)
    return typeof value === 'string' && value !== '' && bytesOf(value) <= most
  }
  if (TYPES_WITH_KEY.includes(String(type))) {
    if (!texts('key', 128)) throw new Refused(40019)
  } else if (type === 'view') {
    if (!isAddress(memberOf(button, 'url'))) throw new Refused(40020)
  } else if (type === 'miniprogram') {
    if (!isAddress(memberOf(button, 'url')) || !texts('appid', 32) || !texts('pagepath', 1_024))
      throw new Refused(40020)
  } else if (type === 'media_id') {
    if (!texts('media_id', 128)) throw new Refused(40016, 'media_id')
  } else if (type === 'article_id' || type === 'article_view_limited') {
    if (!texts('article_id', 128)) throw new Refused(40016, 'article_id')
  } else {
    throw new Refused(40016, 'type')
  }
}

function isAddress(value: unknown): boolean {
  return (
    typeof value === 'string' && /^https?:\/\//.test(value) && bytesOf(value) <= 1_024 && URL.canParse(value)
  )
}

export function getMenu({ desk }: Call): CallAnswer {
  const menu = desk.records.menus.get('menu')
  if (!menu) throw new Refused(46003)
  return { json: { menu: { button: menu.button } } }
}

export function deleteMenu({ desk }: Call): CallAnswer {
  desk.records.menus.delete('menu')
  return OK
}

export function currentMenu({ desk }: Call): CallAnswer {
  const menu = desk.records.menus.get('menu')
  return { json: { is_menu_open: menu ? 1 : 0, ...(menu ? { selfmenu_info: { button: menu.button } } : {}) } }
}
