import fc from 'fast-check'

/** Good values, nearly good ones and nonsense, so that both sides of every rule are met. */
const scalar = fc.oneof(
  fc.string({ maxLength: 140, unit: 'binary' }),
  fc.constantFrom(
    'CNY',
    'Wap',
    'https://a.example/n',
    'a'.repeat(600),
    '',
    '😀',
    '\u0000',
    '2030-01-01T00:00:00+08:00',
  ),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
)
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: scalar },
  { weight: 1, arbitrary: fc.json().map((text) => JSON.parse(text) as unknown) },
)

/** A good body with some of its members, at any depth, replaced, dropped or added. */
export function spoiled(good: () => object): fc.Arbitrary<unknown> {
  const change = fc.record({ at: fc.nat(40), drop: fc.boolean(), value: anyValue })
  return fc
    .tuple(fc.array(change, { maxLength: 3 }), fc.dictionary(fc.string(), anyValue, { maxKeys: 1 }))
    .map(([changes, surplus]) => {
      const body = structuredClone(good()) as Record<string, unknown>
      for (const { at, drop, value: replacement } of changes) {
        const places = placesIn(body)
        const place = places[at % places.length]
        if (!place) continue
        if (drop) delete place.holder[place.name]
        else place.holder[place.name] = replacement
      }
      return { ...body, ...surplus }
    })
}
function placesIn(holder: Record<string, unknown>): Array<{ holder: Record<string, unknown>; name: string }> {
  return Object.entries(holder).flatMap(([name, member]) => {
    const inner =
      typeof member === 'object' && member !== null ? placesIn(member as Record<string, unknown>) : []
    return [{ holder, name }, ...inner]
  })
}
