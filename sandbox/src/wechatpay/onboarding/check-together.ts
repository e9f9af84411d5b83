import { fieldError, isObject, type JsonObject } from '../fields.js'
import { SCENE_OBJECTS } from './submit-fields.js'

/** Fields of applyment4sub that depend on one another (21-applyment §3). */
export function checkSubmission(body: JsonObject): void {
  const subject = inside(body, 'subject_info')
  const licensed =
    subject.subject_type === 'SUBJECT_TYPE_INDIVIDUAL' || subject.subject_type === 'SUBJECT_TYPE_ENTERPRISE'
  requireMember(subject, licensed ? 'business_license_info' : 'certificate_info', '/subject_info')
  if (subject.finance_institution === true)
    requireMember(subject, 'finance_institution_info', '/subject_info')
  checkIdentity(inside(subject, 'identity_info'), 'IDENTIFICATION_TYPE_IDCARD', '/subject_info/identity_info')
  checkScenes(inside(inside(body, 'business_info'), 'sales_info'))
}

/** A legal representative shows an ID card, or a document of the named type; an agent may show neither. */
export function checkIdentity(identity: JsonObject, idCard: string, pointer: string): void {
  if (identity.id_holder_type === 'SUPER') return
  const wanted = (identity.id_doc_type ?? idCard) === idCard ? 'id_card_info' : 'id_doc_info'
  requireMember(identity, wanted, pointer)
}

/** Each scene brings its own object; that it must is unverified, as the documents mark all of them optional. */
function checkScenes(sales: JsonObject): void {
  const pointer = '/business_info/sales_info'
  const scenes = Array.isArray(sales.sales_scenes_type) ? sales.sales_scenes_type : []
  for (const scene of scenes) requireMember(sales, SCENE_OBJECTS[String(scene)] ?? '', pointer)
  for (const [name, own, other] of [
    ['mp_info', 'mp_appid', 'mp_sub_appid'],
    ['mini_program_info', 'mini_program_appid', 'mini_program_sub_appid'],
    ['app_info', 'app_appid', 'app_sub_appid'],
  ] as const) {
    if (sales[name] === undefined) continue
    const scene = inside(sales, name)
    if ((scene[own] === undefined) === (scene[other] === undefined)) {
      throw fieldError(
        `${pointer}/${name}`,
        undefined,
        `${own}和${other}必须且只能填一个`,
        `takes exactly one of ${own} and ${other}`,
      )
    }
  }
}

export function requireMember(holder: JsonObject, name: string, pointer: string): void {
  if (name === '' || holder[name] !== undefined) return
  throw fieldError(`${pointer}/${name}`, undefined, '缺少必填参数', 'is required here and missing')
}

export function inside(holder: JsonObject, name: string): JsonObject {
  const member = holder[name]
  return isObject(member) ? member : {}
}
