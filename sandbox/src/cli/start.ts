import { resolve } from 'node:path'
import { DataFolderInUse } from '../core/folder-lock.js'
import { type Sandbox, type SandboxOptions, startSandbox } from '../start-sandbox.js'
import { usage } from './read-arguments.js'
import { CommandFailed } from './say.js'

const ACQUIRER_PORT = 3_103
const OFFICIAL_ACCOUNT_PORT = 3_104
const HTTPS_PORT = 3_143
const PROXY_PORT = 3_144

/** Runs the sandbox until a signal, or until whoever forked this process is gone. */
export async function start(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  if (argv.length > 0) throw usage('start', `start 用环境变量设置 is set by variables: ${argv[0]}`)
  const sandbox = await started(env)
  const stop = (): void => {
    sandbox.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(String(error))
        process.exit(1)
      },
    )
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  // Whoever started us is gone: nobody would stop us later.
  process.once('disconnect', stop)

  const { homeUrl, wechatpayUrl, alipayUrl, acquirerUrl, officialAccountUrl, httpsUrl, proxyUrl, caFile } =
    sandbox
  console.log(`沙箱首页与手机 home and phone   ${homeUrl}`)
  console.log(`微信支付 WeChat Pay APIv3        ${wechatpayUrl}`)
  console.log(`支付宝 Alipay gateway            ${alipayUrl}/gateway.do`)
  console.log(`收单机构 Acquirer                ${acquirerUrl}`)
  console.log(`公众号与小程序 Official account     ${officialAccountUrl}`)
  if (httpsUrl) console.log(`机构域名 HTTPS (their names)     ${httpsUrl}   CA ${caFile}`)
  if (proxyUrl) console.log(`代理 HTTPS_PROXY                 ${proxyUrl}`)
  process.send?.({
    ready: true,
    homeUrl,
    wechatpayUrl,
    alipayUrl,
    acquirerUrl,
    officialAccountUrl,
    httpsUrl,
    proxyUrl,
  })
}

async function started(env: NodeJS.ProcessEnv): Promise<Sandbox> {
  let options: SandboxOptions
  try {
    options = optionsFrom(env)
  } catch (error) {
    throw error instanceof RangeError ? new CommandFailed(error.message) : error
  }
  for (;;) {
    try {
      return await startSandbox(options)
    } catch (error) {
      const closed = withoutTaken(options, error, env)
      if (!closed) throw new CommandFailed(sentenceOf(error))
      options = closed
    }
  }
}

function optionsFrom(env: NodeJS.ProcessEnv): SandboxOptions {
  const number = (name: string, otherwise: number, most: number): number => {
    const text = env[name]
    if (text === undefined || text === '') return otherwise
    const value = Number(text)
    if (Number.isFinite(value) && value >= 0 && value <= most) return value
    throw new RangeError(`${name} 应为 0 到 ${most} 的数字 must be a number from 0 to ${most}: ${text}`)
  }
  const homePort = number('HUTONG_SANDBOX_PORT', 3_100, 65_535)
  // Who takes any free port for the home is a test, and has its ways in opened only when it says so.
  const way = (name: string, otherwise: number): number | null => {
    if (env[name] === 'off') return null
    return env[name] || homePort !== 0 ? number(name, otherwise, 65_535) : null
  }
  const publicHost = env.HUTONG_SANDBOX_PUBLIC_HOST
  const provider = env.HUTONG_SANDBOX_PROVIDER ?? ''
  if (provider !== '' && !/^\d{8,10}$/.test(provider))
    throw new RangeError(`HUTONG_SANDBOX_PROVIDER 应为 8 到 10 位数字 must be 8 to 10 digits: ${provider}`)
  return {
    host: env.HUTONG_SANDBOX_HOST ?? '127.0.0.1',
    homePort,
    wechatpayPort: number('HUTONG_SANDBOX_WECHATPAY_PORT', 3_101, 65_535),
    alipayPort: number('HUTONG_SANDBOX_ALIPAY_PORT', 3_102, 65_535),
    acquirerPort: way('HUTONG_SANDBOX_ACQUIRER_PORT', ACQUIRER_PORT) ?? 0,
    officialAccountPort: way('HUTONG_SANDBOX_OFFICIAL_ACCOUNT_PORT', OFFICIAL_ACCOUNT_PORT) ?? 0,
    httpsPort: way('HUTONG_SANDBOX_HTTPS_PORT', HTTPS_PORT),
    proxyPort: way('HUTONG_SANDBOX_PROXY_PORT', PROXY_PORT),
    dataFolder: resolve(env.HUTONG_SANDBOX_DATA ?? '.hutong/sandbox'),
    noticeScale: number('HUTONG_SANDBOX_NOTICE_SCALE', 1, 1_000),
    ...(publicHost ? { publicHost } : {}),
    ...(provider === ''
      ? {}
      : { wechatpayMerchants: [{ mchid: provider, kind: 'service_provider' as const, name: '胡同服务商' }] }),
    log: true,
  }
}

/** Acquirer and official account get another port when their usual one is taken; a way in whose usual port is taken is left closed, with a word about it; a port that was asked for is not given up. */
function withoutTaken(
  options: SandboxOptions,
  error: unknown,
  env: NodeJS.ProcessEnv,
): SandboxOptions | null {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number }
  if (code !== 'EADDRINUSE') return null
  if (options.acquirerPort === port && !env.HUTONG_SANDBOX_ACQUIRER_PORT) {
    return { ...options, acquirerPort: 0 }
  }
  if (options.officialAccountPort === port && !env.HUTONG_SANDBOX_OFFICIAL_ACCOUNT_PORT) {
    return { ...options, officialAccountPort: 0 }
  }
  for (const [option, name] of [
    ['httpsPort', 'HUTONG_SANDBOX_HTTPS_PORT'],
    ['proxyPort', 'HUTONG_SANDBOX_PROXY_PORT'],
  ] as const) {
    if (options[option] !== port || env[name]) continue
    console.error(
      `端口 ${port} 已被占用，这个入口不打开；可用 ${name} 换一个。 Port ${port} is taken, so this way in stays closed; choose another with ${name}.`,
    )
    return { ...options, [option]: null }
  }
  return null
}

function sentenceOf(error: unknown): string {
  if (error instanceof DataFolderInUse || error instanceof RangeError) return error.message
  const { code, port } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE') {
    return `端口 ${port} 已被占用：请停止占用它的程序，或用 HUTONG_SANDBOX_PORT、HUTONG_SANDBOX_WECHATPAY_PORT、HUTONG_SANDBOX_ALIPAY_PORT、HUTONG_SANDBOX_ACQUIRER_PORT、HUTONG_SANDBOX_OFFICIAL_ACCOUNT_PORT、HUTONG_SANDBOX_HTTPS_PORT、HUTONG_SANDBOX_PROXY_PORT 换一个端口。 Port ${port} is taken: stop what uses it, or choose another with these variables.`
  }
  return `沙箱无法启动 The sandbox could not start: ${error instanceof Error ? error.message : String(error)}`
}
