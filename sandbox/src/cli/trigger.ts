import type { StoryLine } from '../client/play-story.js'
import { createSandboxClient } from '../client/sandbox-client.js'
import { STORIES } from '../client/stories/stories.js'
import { institutionIn } from './listen.js'
import { homeUrlOf, readArguments, usage } from './read-arguments.js'
import { createPaint } from './say.js'

const WHO: Record<StoryLine['who'], string> = {
  story: '故事 story   ',
  merchant: '商户 merchant',
  payer: '付款人 payer ',
  notice: '通知 notice  ',
}

export async function trigger(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const given = readArguments('trigger', argv, {
    list: 'flag',
    institution: 'text',
    order: 'texts',
    amount: 'text',
    'notify-url': 'text',
    home: 'text',
  })
  if (given.has('list')) {
    const widest = Math.max(...STORIES.map(({ name }) => name.length))
    for (const { name, zh, en, at } of STORIES) {
      const where = at === 'both' || at.length > 1 ? '' : `  (${at.join(', ')})`
      console.log(`${name.padEnd(widest)}  ${zh} ${en}${where}`)
    }
    return
  }
  const [name, ...surplus] = given.words
  if (name === undefined || surplus.length > 0) {
    throw usage('trigger', '请给出一个故事名；--list 列出全部。 Name one story; --list shows them.')
  }
  const institution = institutionIn(given.value('institution'))
  const amountMinor = Number(given.value('amount') ?? 100)
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 1) {
    throw usage('trigger', '--amount 是以分为单位的正整数 is a positive integer, in fen')
  }
  const orders = given.values('order')
  const notifyUrl = given.value('notify-url')
  const client = await createSandboxClient({ homeUrl: homeUrlOf(given.value('home'), env) })
  const paint = createPaint(process.stdout.isTTY === true, env)
  await client.play(name, {
    amountMinor,
    ...(institution ? { institution } : {}),
    ...(orders.length > 0 ? { orders } : {}),
    ...(notifyUrl === undefined ? {} : { notifyUrl }),
    onLine: ({ who, institution: at, outTradeNo, zh, en }) =>
      console.log(`${paint.bold(WHO[who])}  ${zh} ${en}  ${paint.dim(`${at} ${outTradeNo}`)}`),
  })
}
