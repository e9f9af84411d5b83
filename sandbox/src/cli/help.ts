export const HELP = `hutong-sandbox：本机上的微信支付与支付宝 WeChat Pay and Alipay on your own machine

用法 Usage
  hutong-sandbox [start]                     启动沙箱 start the sandbox
  hutong-sandbox listen [--forward <url>]    看每条通知、签名与应答，可重发 watch notices, their signatures and answers, resend
  hutong-sandbox trigger <story>             上演一个故事 play a named story
  hutong-sandbox trigger --list              有哪些故事 the stories there are
  hutong-sandbox reset                       清空（密钥保留） forget everything but the keys
  hutong-sandbox snapshot save <file>        保存整个沙箱 save the whole sandbox, keys included
  hutong-sandbox snapshot restore <file>     恢复到快照 go back to a snapshot
  hutong-sandbox <command> --help            某个命令的说明 about one command

除 start 外，命令都作用于正在运行的沙箱：--home <url> 指明它的首页，默认 http://127.0.0.1:3100（或 HUTONG_SANDBOX_PORT）。
All but start work on a running sandbox: --home <url> names its home page; http://127.0.0.1:3100 (or HUTONG_SANDBOX_PORT) unless given.`

export const COMMAND_HELP: Readonly<Record<string, string>> = {
  start: `hutong-sandbox start

用环境变量设置，括号内为默认值。Set by environment variables; defaults in brackets.
  HUTONG_SANDBOX_PORT (3100)             首页、手机、控制接口 home, phone, control API
  HUTONG_SANDBOX_WECHATPAY_PORT (3101)   微信支付 WeChat Pay
  HUTONG_SANDBOX_ALIPAY_PORT (3102)      支付宝 Alipay
  HUTONG_SANDBOX_ACQUIRER_PORT (3103)    收单机构；被占用时任选一个 the acquirer; any other port when it is taken
  HUTONG_SANDBOX_OFFICIAL_ACCOUNT_PORT (3104) 公众号与小程序，同上 official account and mini-program, likewise
  HUTONG_SANDBOX_HTTPS_PORT (3143)       以机构域名提供的 HTTPS；off 关闭 HTTPS under the institutions' names; off closes it
  HUTONG_SANDBOX_PROXY_PORT (3144)       只通往机构的代理；off 关闭 a proxy to the institutions only; off closes it
  HUTONG_SANDBOX_HOST (127.0.0.1)        监听地址 address to listen on
  HUTONG_SANDBOX_PUBLIC_HOST             其他设备访问用的名字 the name other devices use
  HUTONG_SANDBOX_PROVIDER                再开一个此商户号的微信支付服务商 a WeChat Pay service provider of this number besides
  HUTONG_SANDBOX_DATA (.hutong/sandbox)  数据目录 data folder
  HUTONG_SANDBOX_NOTICE_SCALE (1)        通知间隔与退款耗时的倍率 factor on the notice schedule and on refund times

端口为 0 时任选空闲端口。Port 0 takes any free port.`,
  listen: `hutong-sandbox listen [--forward <url>] [--institution wechatpay|alipay|acquirer] [--home <url>]

显示沙箱发出的每条通知：签名、内容、你的应答。
Shows each notice as it is sent: its signature, its content, your answer.

  --forward <url>       运行期间通知改投到这里；只写主机与端口时保留原来的路径
                        while this runs notices go here instead; with host and port alone each keeps its own path
  --institution <name>  只看、只转投一家 only one institution's

按键 Keys: r 重发最近一条 resend the last   1-9 重发第几条 resend that one   q 退出 quit`,
  trigger: `hutong-sandbox trigger <story> [options]
hutong-sandbox trigger --list

没有 --order 时，沙箱里的示例商户演商户；有 --order 时，故事发生在你自己平台的订单上，轮到你时它会等。
Without --order an example merchant plays the merchant; with it the story happens to your own platform's order and waits for your part.

  --institution <name>  wechatpay（默认 default）或 or alipay
  --order <number>      你的 out_trade_no，可以还没下单 yours, placed or not yet; paid-twice 可给两次 takes two: WeChat Pay, Alipay
  --amount <fen>        金额，单位分，默认 100 in fen, 100 unless given
  --notify-url <url>    示例商户的通知地址 the example merchant's notify_url
  --home <url>          正在运行的沙箱 the running sandbox`,
  reset: `hutong-sandbox reset [--home <url>]

订单、通知、故障、钱包与时间回到初始；密钥保留。
Orders, notices, faults, wallets and time as at the first start; the keys stay.`,
  snapshot: `hutong-sandbox snapshot save <file> [--home <url>]
hutong-sandbox snapshot restore <file> [--home <url>]

快照含密钥与全部记录，可以恢复到另一台机器的沙箱；之后它就有同样的商户与密钥。恢复时机构的端口短暂关闭。
A snapshot holds keys and all records; restored to another machine's sandbox, that one has the same merchants and keys. The institutions close for a moment meanwhile.`,
}
