/** A sentence for who typed the command; ends it with exit code 1, or 2 when it was typed wrongly. */
export class CommandFailed extends Error {
  readonly exitCode: 1 | 2
  constructor(sentence: string, exitCode: 1 | 2 = 1) {
    super(sentence)
    this.exitCode = exitCode
  }
}

/** Colours and weights for a terminal; nothing for a file or a pipe, or where NO_COLOR asks for it. */
export interface Paint {
  dim(text: string): string
  bold(text: string): string
  good(text: string): string
  bad(text: string): string
}

export function createPaint(isTerminal: boolean, env: NodeJS.ProcessEnv): Paint {
  const on = isTerminal && !env.NO_COLOR
  const paint = (open: number, close: number) => (text: string) =>
    on ? `\u001b[${open}m${text}\u001b[${close}m` : text
  return { dim: paint(2, 22), bold: paint(1, 22), good: paint(32, 39), bad: paint(31, 39) }
}
