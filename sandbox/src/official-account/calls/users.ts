import type { WalletUser } from '../../core/wallets.js'
import { type Call, type CallAnswer, needUser, OK } from '../call.js'
import type { Desk } from '../desk.js'
import { Refused } from '../errors.js'
import { memberOf, needObjects, readText } from '../fields.js'

export function userInfo({ desk, query }: Call): CallAnswer {
  const user = desk.userOf(query.get('openid'), 'account')
  if (!user) throw new Refused(40003)
  return { json: infoOf(desk, user) }
}

export function userInfos({ desk, body }: Call): CallAnswer {
  const list = needObjects(body, 'user_list')
  if (list.length === 0 || list.length > 100) throw new Refused(40035, 'user_list')
  const users = list.map((one) => {
    const user = desk.userOf(memberOf(one, 'openid'), 'account')
    if (!user) throw new Refused(40003)
    return infoOf(desk, user)
  })
  return { json: { user_info_list: users } }
}

/** Nickname and picture are no longer told (2021-12-27); of who does not follow only the openid is. */
function infoOf(desk: Desk, user: WalletUser): object {
  const openid = desk.openidOf(user, 'account')
  const follower = desk.records.followers.get(user.id)
  if (!follower?.subscribed) return { subscribe: 0, openid }
  return {
    subscribe: 1,
    openid,
    language: 'zh_CN',
    subscribe_time: Math.floor(follower.subscribedAtMs / 1000),
    unionid: desk.unionidOf(user),
    remark: follower.remark,
    groupid: 0,
    tagid_list: [],
    subscribe_scene: follower.scene,
    qr_scene: follower.qrScene,
    qr_scene_str: follower.qrSceneText,
  }
}

const PAGE = 10_000

export function listFollowers({ desk, query }: Call): CallAnswer {
  const all = desk.core.wallets
    .users()
    .filter(({ id }) => desk.records.followers.get(id)?.subscribed)
    .map((user) => desk.openidOf(user, 'account'))
  const after = query.get('next_openid') ?? ''
  const from = after === '' ? 0 : all.indexOf(after) + 1
  if (after !== '' && from === 0) throw new Refused(40003)
  const openid = all.slice(from, from + PAGE)
  const page = { total: all.length, count: openid.length, next_openid: openid.at(-1) ?? '' }
  return { json: openid.length === 0 ? page : { ...page, data: { openid } } }
}

export function setRemark(call: Call): CallAnswer {
  const { desk, body } = call
  const user = needUser(call, 'openid')
  const follower = desk.records.followers.get(user.id)
  if (!follower?.subscribed) throw new Refused(43004)
  desk.records.followers.put({ ...follower, remark: readText(body, 'remark', 30) ?? '' })
  return OK
}
