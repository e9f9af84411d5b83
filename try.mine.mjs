import { createServer } from 'node:net'
import { spawn } from 'node:child_process'
const hold = createServer().listen(3103, '127.0.0.1')
hold.on('error', (e) => console.log('3103 held already by someone', e.code))
await new Promise((r) => setTimeout(r, 300))
const probe = createServer().listen(0); const home = await new Promise((r) => probe.on('listening', () => r(probe.address().port))); probe.close()
const c = spawn(process.execPath, ['sandbox/dist/main.js'], { env: { ...process.env, HUTONG_SANDBOX_PORT: String(home), HUTONG_SANDBOX_WECHATPAY_PORT: '0', HUTONG_SANDBOX_ALIPAY_PORT: '0', HUTONG_SANDBOX_HTTPS_PORT: 'off', HUTONG_SANDBOX_PROXY_PORT: 'off', HUTONG_SANDBOX_DATA: '/tmp/n-data-try' }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
c.on('message', (m) => { console.log(m); c.kill('SIGTERM') })
c.on('exit', (code) => { console.log('exit', code); hold.close() })
