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

export const never: Condition = { text: 'false', values: [] }

export function joined(parts: readonly Condition[], by: 'and' | 'or'): Condition {
  if (parts.length === 0) return { text: String(by === 'and'), values: [] }
  return { text: parts.map(({ text }) => `(${text})`).join(` ${by} `), values: parts.flatMap(({ values }) => values) }
}
