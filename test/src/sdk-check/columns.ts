import { checkAlipayGateway, checkAlipayRest } from './alipay-sdk.js'
import type { Bench } from './bench.js'
import type { Checks } from './operations.js'
import { checkWechatpayAxiosPlugin } from './wechatpay-axios-plugin.js'
import { checkWechatpayNodeV3 } from './wechatpay-node-v3.js'

/** How the SDK of a column finds the sandbox. */
export type Way =
  /** Its address is set in the SDK. */
  | 'base_url'
  /** The SDK is left as it is; HTTPS_PROXY and the CA stand in the environment. */
  | 'proxy'

/** One column of the table: an SDK, a mode of it, and its way in. */
export interface Column {
  readonly name: string
  /** The npm package. */
  readonly sdk: string
  readonly mode: string
  readonly way: Way
  readonly institution: 'wechatpay' | 'alipay'
  checks(bench: Bench): Checks<string>
}

export const COLUMNS: readonly Column[] = [
  {
    name: 'axios-plugin-base-url',
    sdk: 'wechatpay-axios-plugin',
    mode: '公钥 public key',
    way: 'base_url',
    institution: 'wechatpay',
    checks: (bench) => checkWechatpayAxiosPlugin(bench, 'publicKey'),
  },
  {
    name: 'axios-plugin-proxy',
    sdk: 'wechatpay-axios-plugin',
    mode: '平台证书 certificate',
    way: 'proxy',
    institution: 'wechatpay',
    checks: (bench) => checkWechatpayAxiosPlugin(bench, 'certificate'),
  },
  {
    name: 'node-v3',
    sdk: 'wechatpay-node-v3',
    mode: '平台证书 certificate',
    way: 'proxy',
    institution: 'wechatpay',
    checks: checkWechatpayNodeV3,
  },
  ...(['key', 'certificate'] as const).flatMap((mode) =>
    (['base_url', 'proxy'] as const).map(
      (way): Column => ({
        name: `alipay-sdk-v2-${mode}-${way}`,
        sdk: 'alipay-sdk',
        mode: mode === 'key' ? 'v2 公钥 key' : 'v2 证书 certificate',
        way,
        institution: 'alipay',
        checks: (bench) => checkAlipayGateway(bench, mode, way === 'proxy' ? 'proxy' : 'direct'),
      }),
    ),
  ),
  ...(['key', 'certificate'] as const).map((mode): Column => {
    const way = mode === 'key' ? 'base_url' : 'proxy'
    return {
      name: `alipay-sdk-v3-${mode}`,
      sdk: 'alipay-sdk',
      mode: mode === 'key' ? 'v3 公钥 key' : 'v3 证书 certificate',
      way,
      institution: 'alipay',
      checks: (bench) => checkAlipayRest(bench, mode, way === 'proxy' ? 'proxy' : 'direct'),
    }
  }),
]
