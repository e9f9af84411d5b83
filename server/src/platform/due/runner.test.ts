import { afterEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../clock/index.js'
import { createLog } from '../log/index.js'
import { createRunner, type DueWork, type Runner } from './index.js'

const clock = createManualClock(new Date('2026-01-01T00:00:00Z'))
const HOUR_MS = 3_600_000

/** A channel in this process: what LISTEN does, without a database. */
function createChannel() {
  const heard: (() => void)[] = []
  return {
    notify: () => {
      for (const hear of heard) hear()
    },
    db: {
      listen: async (_channel: string, hear: (payload: string) => void) => {
        heard.push(() => hear(''))
        hear('')
        return { stop: async () => void heard.splice(0) }
      },
    },
  }
}

function gate() {
  let open: () => void = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

describe('the runner', () => {
  let runner: Runner
  const lines: string[] = []
  const log = createLog({ write: (line) => lines.push(line) })
  afterEach(() => runner.stop())

  function runnerWith(work: Partial<DueWork>, channel = createChannel()) {
    runner = createRunner({ clock, log, db: channel.db })
    runner.add({ name: 'w', everyMs: HOUR_MS, find: async () => 0, ...work })
    return channel
  }

  it('works until a find comes back short, without waiting in between', async () => {
    let left = 50
    const done = gate()
    runnerWith({
      find: async (limit) => {
        const claimed = Math.min(limit, left)
        left -= claimed
        if (claimed < limit) done.open()
        return claimed
      },
    })
    await runner.start()
    await done.opened
    expect(left).toBe(0)
  })

  it('is woken, also when the row was written while a find was under way', async () => {
    const first = gate()
    const third = gate()
    let finds = 0
    const channel = runnerWith({
      wakeOn: 'rows',
      find: async () => {
        finds += 1
        if (finds === 1) await first.opened
        if (finds === 3) third.open()
        return 0
      },
    })
    await runner.start()
    channel.notify()
    channel.notify()
    expect(finds).toBe(1)
    first.open()
    await expect.poll(() => finds).toBe(2)
    expect(runner.states()[0]?.running).toBe(0)
    channel.notify()
    await third.opened
  })

  it('runs as many finds beside each other as there are lanes, and no more', async () => {
    const hold = gate()
    let most = 0
    let now = 0
    const channel = runnerWith({
      wakeOn: 'rows',
      lanes: 2,
      find: async () => {
        now += 1
        most = Math.max(most, now)
        await hold.opened
        now -= 1
        return 0
      },
    })
    await runner.start()
    for (let wake = 0; wake < 5; wake += 1) channel.notify()
    expect(runner.states()[0]?.running).toBe(2)
    hold.open()
    await expect.poll(() => now).toBe(0)
    expect(most).toBe(2)
  })

  it('goes on looking in a free lane while another waits for an institution', async () => {
    const hold = gate()
    let finds = 0
    runnerWith({
      everyMs: 5,
      lanes: 2,
      find: async () => {
        finds += 1
        if (finds === 1) await hold.opened
        return 0
      },
    })
    await runner.start()
    await expect.poll(() => finds).toBeGreaterThan(3)
    expect(runner.states()[0]?.running).toBeGreaterThanOrEqual(1)
    hold.open()
  })

  it('logs what fails and tries again by itself', async () => {
    let finds = 0
    runnerWith({
      find: async () => {
        finds += 1
        if (finds === 1) throw new Error('database is away')
        return 0
      },
    })
    await runner.start()
    await expect.poll(() => runner.states()[0]?.failures).toBe(1)
    await expect.poll(() => finds, { timeout: 3000 }).toBe(2)
    expect(runner.states()[0]).toMatchObject({ failures: 0, succeededAt: clock.now() })
    expect(lines.join('')).toContain('database is away')
  })

  it('stops: waits for what is under way and begins nothing new', async () => {
    const hold = gate()
    let finds = 0
    const channel = runnerWith({
      wakeOn: 'rows',
      find: async () => {
        finds += 1
        await hold.opened
        return 16
      },
    })
    await runner.start()
    let stopped = false
    const stopping = runner.stop().then(() => {
      stopped = true
    })
    channel.notify()
    await Promise.resolve()
    expect(stopped).toBe(false)
    hold.open()
    await stopping
    expect(finds).toBe(1)
  })

  it('drains everything due over all works, and says when work never ends', async () => {
    runner = createRunner({ clock, log })
    const left = { a: 40, b: 0 }
    const claim = (key: 'a' | 'b', limit: number) => {
      const claimed = Math.min(limit, left[key])
      left[key] -= claimed
      return claimed
    }
    runner.add({ name: 'b', everyMs: HOUR_MS, find: async (limit) => claim('b', limit) })
    runner.add({
      name: 'a',
      everyMs: HOUR_MS,
      find: async (limit) => {
        const claimed = claim('a', limit)
        left.b += claimed
        return claimed
      },
    })
    await runner.drain()
    expect(left).toEqual({ a: 0, b: 0 })

    const endless = createRunner({ clock, log })
    endless.add({ name: 'endless', everyMs: HOUR_MS, find: async () => 1 })
    await expect(endless.drain()).rejects.toThrow('does not come to an end')
  })

  it('drains what a lane has taken up by itself, and what comes of it', async () => {
    const hold = gate()
    const claimed = gate()
    const left = { a: 1, b: 0 }
    runner = createRunner({ clock, log })
    runner.add({
      name: 'b',
      everyMs: HOUR_MS,
      find: async () => {
        const found = left.b
        left.b = 0
        return found
      },
    })
    runner.add({
      name: 'a',
      everyMs: HOUR_MS,
      find: async () => {
        const found = left.a
        left.a = 0
        if (found === 0) return 0
        claimed.open()
        await hold.opened
        left.b += found
        return found
      },
    })
    await runner.start()
    await claimed.opened
    let drained = false
    const draining = runner.drain().then(() => {
      drained = true
    })
    await new Promise((resolve) => setImmediate(resolve))
    expect(drained).toBe(false)
    hold.open()
    await draining
    expect(left).toEqual({ a: 0, b: 0 })
  })

  it('refuses a second work of the same name and a channel without a database', async () => {
    runnerWith({ wakeOn: 'rows' })
    expect(() => runner.add({ name: 'w', everyMs: 1, find: async () => 0 })).toThrow('two due works')
    const without = createRunner({ clock, log })
    without.add({ name: 'w', everyMs: HOUR_MS, wakeOn: 'rows', find: async () => 0 })
    await expect(without.start()).rejects.toThrow('no database')
    await without.stop()
  })
})
