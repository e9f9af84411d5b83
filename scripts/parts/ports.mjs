import { createServer } from 'node:net'
import { Sentence } from './say.mjs'

/** Reads a port from the environment. */
export function portFrom(variable, usual) {
  const text = process.env[variable]?.trim()
  if (!text) return usual
  if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535) return Number(text)
  throw new Sentence(
    `环境变量 ${variable} 的值“${text}”不是端口号，请填写 1 到 65535 之间的整数。`,
    `${variable} is "${text}", which is not a port: give a whole number from 1 to 65535.`,
  )
}

/** Says before anything is started which port is taken, and how to use another. */
export async function checkPorts(ports) {
  const seen = new Map()
  for (const [variable, port] of Object.entries(ports)) {
    if (seen.has(port))
      throw new Sentence(
        `${seen.get(port)} 和 ${variable} 都是端口 ${port}，请改成不同的端口。`,
        `${seen.get(port)} and ${variable} are both port ${port}: make them different.`,
      )
    seen.set(port, variable)
    const problem = await tryPort(port)
    if (problem === undefined) continue
    const isTaken = problem === 'EADDRINUSE'
    throw new Sentence(
      isTaken
        ? `端口 ${port} 已被占用（可能 Hutong 已在运行）。请停止占用它的程序，或换一个端口：${variable}=${port + 1000} npm start`
        : `无法监听端口 ${port}(${problem})。请换一个端口：${variable}=${port + 1000} npm start`,
      isTaken
        ? `Port ${port} is taken (perhaps Hutong is running already). Stop what uses it, or choose another port: ${variable}=${port + 1000} npm start`
        : `Port ${port} cannot be listened on (${problem}). Choose another port: ${variable}=${port + 1000} npm start`,
    )
  }
}

function tryPort(port) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(error.code ?? error.message))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)))
  })
}
