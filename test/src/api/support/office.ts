import { type Call, createCaller } from './caller.js'

interface World {
  platform(): {
    readonly url: string
    readonly demo?:
      | { readonly console: { readonly username: string; readonly password: string } }
      | null
      | undefined
  }
}

const OURS = { 'x-requested-with': 'hutong' }

/** Signs in as the page does, and calls with the cookie. */
async function signIn(
  url: string,
  realm: 'console' | 'workbench',
  who: { readonly username: string; readonly password: string },
): Promise<Call> {
  const { status, headers } = await createCaller(url, OURS)('POST', `/${realm}/api/sign-in`, {
    body: { username: who.username, password: who.password },
  })
  if (status !== 200) throw new Error(`signing in to the ${realm} was answered with ${status}`)
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? ''
  return createCaller(url, { ...OURS, cookie })
}

export function signInOperator(world: World): Promise<Call> {
  const { url, demo } = world.platform()
  return signIn(url, 'console', demo?.console ?? { username: '', password: '' })
}

/** A seller of the merchant, made by the operator. */
export async function signInSeller(world: World, operator: Call, merchantId: string): Promise<Call> {
  const who = { username: `seller_of_${merchantId}`, password: 'a long enough password' }
  const made = await operator('POST', '/console/api/users', { body: { ...who, merchantId } })
  if (made.status !== 201) throw new Error(`the seller's user was answered with ${made.status}`)
  return signIn(world.platform().url, 'workbench', who)
}

/** A person of the console with this role, made by the admin. */
export async function signInPerson(world: World, admin: Call, role: string): Promise<Call> {
  const who = { username: `${role}_of_the_test`, password: 'a long enough password' }
  const made = await admin('POST', '/console/api/users', { body: { ...who, role } })
  if (made.status !== 201) throw new Error(`the ${role} was answered with ${made.status}`)
  return signIn(world.platform().url, 'console', who)
}
