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
