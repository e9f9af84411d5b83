import { ConfigProblem, readConfig } from './read-config.js'
import { startMall } from './start-mall.js'

try {
  const config = readConfig(process.env)
  const mall = await startMall(config).catch((error: unknown) => {
    throw isPortTaken(error)
      ? new ConfigProblem(
          `端口 ${config.port} 已被占用，请设置 MALL_PORT 换一个。Port ${config.port} is taken; choose another with MALL_PORT.`,
        )
      : error
  })
  console.log(`胡同集市 Hutong Market ${mall.url}`)
  process.send?.({ ready: true, url: mall.url })

  const stop = () => void mall.stop().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  // Started by another process: when that one is gone, nobody is left to stop this one.
  process.once('disconnect', stop)
} catch (error) {
  if (!(error instanceof ConfigProblem)) throw error
  console.error(error.message)
  process.exit(1)
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
