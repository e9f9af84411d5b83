import { json, type Tx } from '../../../platform/db/index.js'

export interface Alert {
  readonly at: Date
  readonly kind: string
  /** What it is about: `launch:ln_…`, `capability:…`, `terms:…`. */
  readonly subject: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Tells the operator, in the commit of what there is to tell. */
export const raiseAlert = ({ sql }: Pick<Tx, 'sql'>, { at, kind, subject, data }: Alert) => sql`
  insert into operator_alerts (at, kind, subject, data) values (${at}, ${kind}, ${subject}, ${json(data)})`
