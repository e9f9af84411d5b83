/** Why the process cannot start, in a sentence that a person can act on; start shows it without a stack trace. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
  readonly zh: string
  readonly en: string

  constructor(zh: string, en: string, options?: ErrorOptions) {
    super(`${zh}\n${en}`, options)
    this.zh = zh
    this.en = en
  }
}
