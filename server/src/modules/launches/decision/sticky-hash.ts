/**
 * MurmurHash3 x86_32 (Austin Appleby, public domain) over the text's UTF-16 code units, two of them a block: the same
 * number on every process and machine for as long as the platform lives. What it chooses is kept nowhere, so the
 * function must never change; the published test vectors hold it in place.
 */
export function stickyHash(text: string, seed: number): number {
  let hash = seed | 0
  const blocks = text.length >> 1
  for (let block = 0; block < blocks; block += 1) {
    hash ^= scramble(text.charCodeAt(block * 2) | (text.charCodeAt(block * 2 + 1) << 16))
    hash = (hash << 13) | (hash >>> 19)
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0
  }
  if (text.length % 2 === 1) hash ^= scramble(text.charCodeAt(text.length - 1))
  hash ^= text.length * 2
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

function scramble(block: number): number {
  const mixed = Math.imul(block, 0xcc9e2d51)
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593)
}

const PLACES_PER_HASH = 10_000 / 2 ** 32

/**
 * Where somebody stands among 10,000 places. By multiplication, not by remainder: no place is likelier than another by
 * more than one in four hundred thousand.
 */
export function placeOf(id: string, seed: number): number {
  return Math.floor(stickyHash(id, seed) * PLACES_PER_HASH)
}

/** Launches, and ramp and holdout of one launch, each place shoppers anew: being early in one says nothing of the next. */
export function seedOf(launchId: string, purpose: 'ramp' | 'holdout'): number {
  return stickyHash(`${purpose}:${launchId}`, 0)
}
