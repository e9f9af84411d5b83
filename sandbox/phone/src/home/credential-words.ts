type Words = readonly [zh: string, en: string]

/** What a merchant keeps to itself; shown only when asked for, as people share their screens. */
const SECRETS = [
  'merchantPrivateKey',
  'apiV3Key',
  'apiV2Key',
  'appPrivateKey',
  'appPrivateKeyPkcs1',
  'encryptKey',
  'appSecret',
  'miniAppSecret',
  'pushToken',
  'encodingAesKey',
  'token',
  'noticeSecret',
]

export const isSecret = (name: string): boolean => SECRETS.includes(name)

const NAMES: Record<string, Words> = {
  baseUrl: ['接口地址', 'Base URL'],
  mchid: ['商户号', 'Merchant id'],
  appid: ['应用 appid', 'App id'],
  merchantSerial: ['商户证书序列号', 'Merchant certificate serial'],
  merchantPrivateKey: ['商户 API 私钥', 'Merchant private key'],
  merchantCertificate: ['商户 API 证书', 'Merchant certificate'],
  apiV3Key: ['APIv3 密钥', 'APIv3 key'],
  apiV2Key: ['APIv2 密钥', 'APIv2 key'],
  platformSerial: ['平台证书序列号', 'Platform certificate serial'],
  platformCertificate: ['平台证书', 'Platform certificate'],
  publicKeyId: ['微信支付公钥 ID', 'Public key id'],
  publicKey: ['微信支付公钥', 'Public key'],
  kind: ['商户类型', 'Kind of merchant'],
  name: ['商户名称', 'Merchant name'],
  keyMode: ['验签方式', 'Verification mode'],
  providers: ['所属服务商', 'Its providers'],
  gateway: ['网关地址', 'Gateway'],
  appId: ['应用 app_id', 'App id'],
  sellerId: ['卖家 seller_id', 'Seller id'],
  appPrivateKey: ['应用私钥（PKCS8）', 'App private key (PKCS8)'],
  appPrivateKeyPkcs1: ['应用私钥（PKCS1）', 'App private key (PKCS1)'],
  appPublicKey: ['应用公钥', 'App public key'],
  appCertificate: ['应用公钥证书', 'App certificate'],
  alipayPublicKey: ['支付宝公钥', 'Alipay public key'],
  alipayCertificate: ['支付宝公钥证书', 'Alipay certificate'],
  alipayRootCertificate: ['支付宝根证书', 'Alipay root certificate'],
  encryptKey: ['内容加密密钥（AES）', 'Content encryption key (AES)'],
  directPay: ['直付通', 'Direct pay (zft)'],
  merchantNo: ['商户号', 'Merchant number'],
  termNo: ['终端号', 'Terminal'],
  channelId: ['收银台渠道号', 'Cashier channel'],
  notifyCertificate: ['通知证书', 'Notice certificate'],
  appSecret: ['公众号 AppSecret', 'Account app secret'],
  originalId: ['公众号原始 ID', 'Account original id'],
  miniAppid: ['小程序 appid', 'Mini-program app id'],
  miniAppSecret: ['小程序 AppSecret', 'Mini-program app secret'],
  miniOriginalId: ['小程序原始 ID', 'Mini-program original id'],
  pushToken: ['消息推送令牌 Token', 'Message push token'],
  encodingAesKey: ['消息加解密密钥', 'Message encryption key'],
  token: ['审核台令牌', 'Review desk token'],
  noticeSecret: ['审核台通知密钥', 'Review desk notice secret'],
}

/** What a member of the credentials is called; its own name where there is no word for it. */
export const keyName = (name: string): Words => NAMES[name] ?? [name, name]

const KINDS: Record<string, Words> = {
  direct: ['直连商户', 'direct merchant'],
  service_provider: ['服务商', 'service provider'],
  sub_merchant: ['特约商户', 'sub-merchant'],
}

export const merchantKind = (kind: string): Words => KINDS[kind] ?? [kind, kind]
