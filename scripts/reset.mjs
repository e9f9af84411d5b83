import { existsSync, rmSync } from 'node:fs'
import { buildTypeScript } from './parts/build-steps.mjs'
import { runningStart } from './parts/running.mjs'
import { run, Sentence } from './parts/say.mjs'
import { dataFolder, inTree } from './parts/tree.mjs'

await run(async () => {
  const pid = runningStart()
  if (pid !== undefined)
    throw new Sentence(
      `Hutong 正在运行（进程 ${pid}），没有删除任何数据。请先用 Ctrl-C 停止它，再运行 npm run reset。`,
      `Hutong is running (process ${pid}); nothing was deleted. Stop it with Ctrl-C first, then run npm run reset.`,
    )

  const supervisor = inTree('server/dist/platform/postgres/index.js')
  if (existsSync(dataFolder) && !existsSync(supervisor)) await buildTypeScript()
  if (existsSync(supervisor)) {
    // It also stops a database that a killed process left behind, and knows where else the data may be.
    const { removeEmbeddedPostgres } = await import(supervisor)
    await removeEmbeddedPostgres(dataFolder)
  }
  rmSync(dataFolder, { recursive: true, force: true })

  console.log(`已删除 ${dataFolder} 及内置数据库；下次 npm start 从头开始。`)
  console.log(`Deleted ${dataFolder} with the embedded database; the next npm start begins afresh.`)
  if (process.env.DATABASE_URL) {
    console.log('DATABASE_URL 指向的数据库没有改动。')
    console.log('The database in DATABASE_URL was left as it is.')
  }
})
