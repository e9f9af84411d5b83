/** Ends with one sentence in each language: what happened and what to do. */
export class Sentence extends Error {
  constructor(zh, en) {
    super(`${zh}\n${en}`)
    this.zh = zh
    this.en = en
  }
}

/** Runs a command of ours; a Sentence is shown as it is, a defect with its stack. */
export async function run(command) {
  try {
    await command()
  } catch (error) {
    const isSentence = error instanceof Sentence || error?.name === 'CannotStart'
    console.error(isSentence ? `\n${error.message}` : error)
    process.exit(1)
  }
}

/** Rows whose columns line up, also where a Chinese character is two columns wide. */
export function columns(rows) {
  const widths = []
  for (const row of rows)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(cell))
  return rows
    .map((row) => row.map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell))).join('   '))
    .map((line) => `  ${line.trimEnd()}`)
    .join('\n')
}

function widthOf(text) {
  let width = 0
  for (const character of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
        ? 2
        : 1
  return width
}
