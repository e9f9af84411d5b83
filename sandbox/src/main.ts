#!/usr/bin/env node
import { resolve } from 'node:path'
import { DataFolderInUse } from './core/folder-lock.js'
import { type SandboxOptions, startSandbox } from './start-sandbox.js'

const env = process.env

try {
  const sandbox = await startSandbox({
    host: env.HUTONG_SANDBOX_HOST ?? '127.0.0.1',
    homePort: numberOf('HUTONG_SANDBOX_PORT', 3100, 65_535),
    wechatpayPort: numberOf('HUTONG_SANDBOX_WECHATPAY_PORT', 3101, 65_535),
    alipayPort: numberOf('HUTONG_SANDBOX_ALIPAY_PORT', 3102, 65_535),
    dataFolder: resolve(env.HUTONG_SANDBOX_DATA ?? '.hutong/sandbox'),
    noticeScale: numberOf('HUTONG_SANDBOX_NOTICE_SCALE', 1, 1_000),
    ...publicHost(),
    log: true,
  })
  const stop = (): void => {
    sandbox.stop().then(
      () => process.exit(0),
      (error: unknown) => leave(String(error)),
    )
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  // Whoever started us is gone: nobody would stop us later.
  process.once('disconnect', stop)

  const { homeUrl, wechatpayUrl, alipayUrl } = sandbox
  console.log(`沙箱首页与手机 home and phone   ${homeUrl}`)
  console.log(`微信支付 WeChat Pay APIv3        ${wechatpayUrl}`)
  console.log(`支付宝 Alipay gateway            ${alipayUrl}/gateway.do`)
  process.send?.({ ready: true, homeUrl, wechatpayUrl, alipayUrl })
} catch (error) {
  leave(sentenceOf(error))
}

function sentenceOf(error: unknown): string {
  if (error instanceof DataFolderInUse || error instanceof RangeError) return error.message
  const { code, port } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE') {
    return `端口 ${port} 已被占用：请停止占用它的程序，或用 HUTONG_SANDBOX_PORT、HUTONG_SANDBOX_WECHATPAY_PORT、HUTONG_SANDBOX_ALIPAY_PORT 换一个端口。 Port ${port} is taken: stop what uses it, or choose another with these variables.`
  }
  return `沙箱无法启动 The sandbox could not start: ${error instanceof Error ? error.message : String(error)}`
}

function numberOf(name: string, otherwise: number, most: number): number {
  const text = env[name]
  if (text === undefined || text === '') return otherwise
  const value = Number(text)
  if (Number.isFinite(value) && value >= 0 && value <= most) return value
  throw new RangeError(`${name} 应为 0 到 ${most} 的数字 must be a number from 0 to ${most}: ${text}`)
}

function publicHost(): Pick<SandboxOptions, 'publicHost'> {
  return env.HUTONG_SANDBOX_PUBLIC_HOST ? { publicHost: env.HUTONG_SANDBOX_PUBLIC_HOST } : {}
}

function leave(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
