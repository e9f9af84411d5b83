import type { FastifyRequest } from 'fastify'
import { type Role, signedInOf } from '../access/index.js'

/** Who changed something: a person, or a part of the platform that acts by itself. */
export interface Actor {
  readonly kind: 'person' | 'schedule' | 'guardrail' | 'platform'
  readonly id: string
  readonly name: string
  /** A person's role in the console at that moment; null for a seller, and for what is no person. */
  readonly role: Role | null
}

/** A person's wish: who has it and, where it was asked, why. */
export interface By {
  readonly actor: Actor
  readonly why: string
}

/** The signed-in person, on a route behind the guard. */
export function actorOf(request: Pick<FastifyRequest, 'signedIn'>): Actor {
  const { userId, username, role } = signedInOf(request)
  return { kind: 'person', id: userId, name: username, role }
}
