import type { FastifyRequest } from 'fastify'

/** For routes whose whole body may be left out: nothing at all is as good as an empty object. */
export const bodyMayBeAbsent = {
  preValidation: async (request: FastifyRequest) => {
    request.body ??= {}
  },
}
