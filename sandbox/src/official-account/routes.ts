import type { Route } from './call.js'
import { clearQuota, plainToken, stableToken } from './calls/access-tokens.js'
import { sendCustomerMessage, showTyping } from './calls/customer-messages.js'
import { getTicket } from './calls/jssdk-ticket.js'
import { checkUserToken, codeToToken, miniLogin, refreshUserToken, userProfile } from './calls/login.js'
import { createMenu, currentMenu, deleteMenu, getMenu } from './calls/menus.js'
import {
  auditStatus,
  commitCode,
  latestAuditStatus,
  releaseCode,
  submitAudit,
  withdrawAudit,
} from './calls/mini-review.js'
import { createSceneCode, showSceneCode } from './calls/scene-codes.js'
import {
  addTemplate,
  deleteTemplate,
  listTemplates,
  sendAccountSubscribeMessage,
  sendSubscribeMessage,
  sendTemplateMessage,
} from './calls/template-messages.js'
import { listFollowers, setRemark, userInfo, userInfos } from './calls/users.js'

const get = (path: string, operation: string, token: Route['token'], act: Route['act']): Route => ({
  method: 'GET',
  path,
  operation,
  token,
  act,
})
const post = (path: string, operation: string, token: Route['token'], act: Route['act']): Route => ({
  ...get(path, operation, token, act),
  method: 'POST',
})

export const ROUTES: readonly Route[] = [
  get('/cgi-bin/token', 'token', 'nobody', plainToken),
  post('/cgi-bin/stable_token', 'token', 'nobody', stableToken),
  post('/cgi-bin/clear_quota', 'clear_quota', 'either', clearQuota),
  get('/sns/oauth2/access_token', 'oauth', 'nobody', codeToToken),
  get('/sns/oauth2/refresh_token', 'oauth', 'nobody', refreshUserToken),
  get('/sns/userinfo', 'oauth', 'nobody', userProfile),
  get('/sns/auth', 'oauth', 'nobody', checkUserToken),
  get('/sns/jscode2session', 'mini_login', 'nobody', miniLogin),
  get('/cgi-bin/user/info', 'user', 'account', userInfo),
  post('/cgi-bin/user/info/batchget', 'user', 'account', userInfos),
  post('/cgi-bin/user/info/updateremark', 'user', 'account', setRemark),
  get('/cgi-bin/user/get', 'user', 'account', listFollowers),
  post('/cgi-bin/qrcode/create', 'qrcode', 'account', createSceneCode),
  get('/cgi-bin/showqrcode', 'qrcode', 'nobody', showSceneCode),
  post('/cgi-bin/menu/create', 'menu', 'account', createMenu),
  get('/cgi-bin/menu/get', 'menu', 'account', getMenu),
  get('/cgi-bin/menu/delete', 'menu', 'account', deleteMenu),
  get('/cgi-bin/get_current_selfmenu_info', 'menu', 'account', currentMenu),
  post('/cgi-bin/message/custom/send', 'customer_message', 'either', sendCustomerMessage),
  post('/cgi-bin/message/custom/typing', 'customer_message', 'either', showTyping),
  post('/cgi-bin/message/template/send', 'template_message', 'account', sendTemplateMessage),
  post('/cgi-bin/template/api_add_template', 'template', 'account', addTemplate),
  get('/cgi-bin/template/get_all_private_template', 'template', 'account', listTemplates),
  post('/cgi-bin/template/del_private_template', 'template', 'account', deleteTemplate),
  post('/cgi-bin/message/subscribe/send', 'subscribe_message', 'mini', sendSubscribeMessage),
  post('/cgi-bin/message/subscribe/bizsend', 'subscribe_message', 'account', sendAccountSubscribeMessage),
  post('/wxaapi/newtmpl/addtemplate', 'template', 'either', addTemplate),
  get('/wxaapi/newtmpl/gettemplate', 'template', 'either', listTemplates),
  post('/wxaapi/newtmpl/deltemplate', 'template', 'either', deleteTemplate),
  get('/cgi-bin/ticket/getticket', 'ticket', 'account', getTicket),
  post('/wxa/commit', 'mini_review', 'mini', commitCode),
  post('/wxa/submit_audit', 'mini_review', 'mini', submitAudit),
  post('/wxa/get_auditstatus', 'mini_review', 'mini', auditStatus),
  get('/wxa/get_latest_auditstatus', 'mini_review', 'mini', latestAuditStatus),
  get('/wxa/undocodeaudit', 'mini_review', 'mini', withdrawAudit),
  post('/wxa/release', 'mini_review', 'mini', releaseCode),
]

export const OPERATIONS: readonly string[] = [...new Set(ROUTES.map(({ operation }) => operation))]
