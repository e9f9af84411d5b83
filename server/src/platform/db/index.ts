export { connectDb, DatabaseBusy, type Db, type DbOptions, type Listening, type Tx } from './connect.js'
export { type MigrationReport, migrate, migrationsInOrder, PostgresTooOld } from './migrate.js'
export { type Json, json, type Rows, type Sql, type SqlValue } from './sql.js'
