/** One entry on a line or between commas; doubled ones count once. */
export const parseList = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n,，、;；]/)
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  ),
]
