/** Headers as Node, Fastify or fetch hand them over. */
export type HeaderSource = Readonly<Record<string, string | string[] | undefined>> | Headers

/** One header, whatever the casing; null when it is absent, empty or given more than once with different values. */
export function headerOf(headers: HeaderSource, name: string): string | null {
  if (headers instanceof Headers) return headers.get(name) || null
  const wanted = name.toLowerCase()
  for (const [key, value] of Object.entries(headers)) {
    if (key.toLowerCase() !== wanted || value === undefined) continue
    if (typeof value === 'string') return value || null
    return value.length === 1 ? (value[0] ?? null) : null
  }
  return null
}
