import { AlipaySdk } from 'alipay-sdk'
import type { Sandbox } from 'hutong-sandbox'

/** Money to a wallet: Alipay's application gateway tells it, and the platform does nothing about it. */
export async function transferAtAlipay(account: Sandbox['credentials']['alipay']): Promise<void> {
  const { appId, appPrivateKey, gateway, appCertificate, alipayCertificate, alipayRootCertificate } = account
  const sdk = new AlipaySdk({
    appId,
    privateKey: appPrivateKey,
    keyType: 'PKCS8',
    // The product is for applications in certificate mode only.
    appCertContent: appCertificate,
    alipayPublicCertContent: alipayCertificate,
    alipayRootCertContent: alipayRootCertificate,
    gateway,
  })
  const { code, subMsg } = await sdk.exec('alipay.fund.trans.uni.transfer', {
    bizContent: {
      outBizNo: 'transfer_1',
      transAmount: '12.34',
      productCode: 'TRANS_ACCOUNT_NO_PWD',
      bizScene: 'DIRECT_TRANSFER',
      orderTitle: '佣金',
      payeeInfo: { identity: '2088000000000017', identityType: 'ALIPAY_USER_ID', name: '小红' },
    },
  })
  if (code !== '10000') throw new Error(`the transfer was answered with ${code} ${subMsg}`)
}
