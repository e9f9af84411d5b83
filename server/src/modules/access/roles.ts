/** What a person in the console is trusted with; a seller in the workbench has none. */
export const ROLES = ['viewer', 'support', 'operator', 'finance', 'admin'] as const
export type Role = (typeof ROLES)[number]

export interface AllowedRoles {
  readonly roles: readonly Role[]
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call a route of the console; a route that changes something must say. */
    roles?: readonly Role[]
  }
}

/**
 * Who may call this route of the console, beside the admin, who may everything:
 * `http.post('/console/api/…', { config: onlyRoles('operator', 'finance'), schema }, …)`
 */
export function onlyRoles(...roles: readonly Role[]): AllowedRoles {
  return { roles: [...new Set<Role>([...roles, 'admin'])] }
}
