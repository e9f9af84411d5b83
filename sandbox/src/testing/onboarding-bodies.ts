import { createHash, createPublicKey } from 'node:crypto'
import { encryptOaep } from '@hutong/wechatpay'
import type { MerchantCredentials } from '../core/credentials.js'
import type { RawAnswer, RawCall, RawChange } from './call-as-merchant.js'

/** Seals with the key that the caller names in Wechatpay-Serial. */
export const sealer =
  (merchant: MerchantCredentials) =>
  (text: string): string =>
    encryptOaep(text, createPublicKey(merchant.publicKey))

export const namingKey = (merchant: MerchantCredentials): RawChange => ({
  headers: { 'Wechatpay-Serial': merchant.publicKeyId },
})

/** An upload as the SDKs send it: only `meta` is signed. */
export function uploadFile(
  call: RawCall,
  path: string,
  change: { filename?: string; sha256?: string; file?: Buffer; signedBody?: string } = {},
): Promise<RawAnswer> {
  const file = change.file ?? Buffer.from('\x89PNG a picture')
  const meta = JSON.stringify({
    filename: change.filename ?? 'licence.png',
    sha256: change.sha256 ?? createHash('sha256').update(file).digest('hex'),
  })
  const head = (name: string, rest: string) =>
    `--edge\r\nContent-Disposition: form-data; name="${name}"${rest}\r\n\r\n`
  const body = Buffer.concat([
    Buffer.from(`${head('meta', ';\r\nContent-Type: application/json')}${meta}\r\n`),
    Buffer.from(head('file', '; filename="licence.png";\r\nContent-Type: image/png')),
    file,
    Buffer.from('\r\n--edge--\r\n'),
  ])
  return call('POST', path, body, {
    signedBody: change.signedBody ?? meta,
    headers: { 'Content-Type': 'multipart/form-data; boundary=edge' },
  })
}

/** A complete applyment4sub of an individual business. */
export function applymentBody(seal: (text: string) => string, mediaId: string, code: string) {
  return {
    business_code: code,
    contact_info: {
      contact_type: 'LEGAL',
      contact_name: seal('李四'),
      mobile_phone: seal('13800138000'),
      contact_email: seal('lisi@example.com'),
    },
    subject_info: {
      subject_type: 'SUBJECT_TYPE_INDIVIDUAL',
      business_license_info: {
        license_copy: mediaId,
        license_number: '91440300MA5F4ABC12',
        merchant_name: '李四茶庄',
        legal_person: '李四',
      },
      identity_info: {
        id_doc_type: 'IDENTIFICATION_TYPE_IDCARD',
        id_card_info: {
          id_card_copy: mediaId,
          id_card_national: mediaId,
          id_card_name: seal('李四'),
          id_card_number: seal('11010119900307123X'),
          card_period_begin: '2016-06-06',
          card_period_end: '长期',
        },
      },
    },
    business_info: {
      merchant_shortname: '李四茶庄',
      service_phone: '075512345678',
      sales_info: {
        sales_scenes_type: ['SALES_SCENES_MINI_PROGRAM'],
        mini_program_info: { mini_program_sub_appid: 'wx1234567890abcdef', mini_program_pics: [mediaId] },
      },
    },
    settlement_info: { settlement_id: '719', qualification_type: '餐饮' },
    bank_account_info: {
      bank_account_type: 'BANK_ACCOUNT_TYPE_PERSONAL',
      account_name: seal('李四'),
      account_bank: '工商银行',
      account_number: seal('6222021234567890123'),
    },
  }
}

/** A complete application of a personal seller. */
export function sellerBody(seal: (text: string) => string, mediaId: string, number: string) {
  return {
    out_request_no: number,
    organization_type: '2500',
    id_doc_type: 'IDENTIFICATION_TYPE_MAINLAND_IDCARD',
    id_card_info: {
      id_card_copy: mediaId,
      id_card_national: mediaId,
      id_card_name: seal('王五'),
      id_card_number: seal('110101199003071234'),
      id_card_valid_time_begin: '2016-06-06',
      id_card_valid_time: '2026-06-06',
    },
    account_info: {
      bank_account_type: '75',
      account_bank: '招商银行',
      account_name: seal('王五'),
      account_number: seal('6214830012345678'),
    },
    contact_info: { contact_type: 'LEGAL', contact_name: seal('王五'), mobile_phone: seal('13900139000') },
    sales_scene_info: { store_name: '王五的小店', store_url: 'https://shop.example/wang' },
    merchant_shortname: '王五小店',
    qualifications: JSON.stringify([mediaId]),
  }
}
