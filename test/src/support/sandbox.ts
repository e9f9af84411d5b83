import { type Sandbox, type SandboxOptions, startSandbox } from 'hutong-sandbox'

/** Both institutions in this process, on ports of their own, in memory, with their retry schedules in milliseconds. */
export function startSandboxInProcess(options: SandboxOptions = {}): Promise<Sandbox> {
  return startSandbox({
    homePort: 0,
    wechatpayPort: 0,
    alipayPort: 0,
    dataFolder: null,
    noticeScale: 0.001,
    ...options,
  })
}

/** As a person enters it at Alipay: what has no address of its own is told to this platform. */
export async function enterApplicationGateway(
  homeUrl: string,
  appId: string,
  platformUrl: string,
): Promise<void> {
  const answer = await fetch(`${homeUrl}/control/alipay/apps/${appId}/gateway`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: `${platformUrl}/notices/alipay/alipay-${appId}/messages` }),
  })
  if (!answer.ok) throw new Error(`the application gateway was answered with ${answer.status}`)
}
