// Conditions of a statement on tasks, joined by `and`, with their parameters.

export interface Condition { text: string; values: unknown[] }

export class Conditions {
  readonly texts: string[] = []
  readonly parameters: unknown[] = []

  /** `?` stands for the values, in order. Fields that are undefined add nothing. */
  add(text: string, ...values: unknown[]): this {
    if (values.includes(undefined)) return this
    this.texts.push(text.replaceAll('?', () => `$${this.parameters.push(values.shift())}`))
    return this
  }
}
