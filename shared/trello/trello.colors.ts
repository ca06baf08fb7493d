// Colours of Trello in the hues of our labels.
import type { Category } from '../features/workflow.ts'
import type { LabelColor } from './import-plan.ts'

const HUES = new Map<string, LabelColor>([
  ['green', 'green'], ['yellow', 'amber'], ['orange', 'orange'], ['red', 'red'], ['purple', 'violet'],
  ['blue', 'navy'], ['sky', 'sky'], ['lime', 'olive'], ['pink', 'magenta'], ['black', 'slate'],
  ['teal', 'teal'], ['magenta', 'berry'], ['gray', 'slate'], ['grey', 'slate'],
])

const CATEGORY_HUES: Record<Category, LabelColor> = {
  backlog: 'slate', todo: 'sky', active: 'amber', done: 'green', cancelled: 'berry',
}

const SHADED = /^(.+)_(light|dark)$/

/** The hue for a colour of Trello, shades included; null when the colour is not known. */
export function hueOf(color: string): LabelColor | null {
  const name = color.toLowerCase()
  return HUES.get(SHADED.exec(name)?.[1] ?? name) ?? null
}

export function hueOfCategory(category: Category): LabelColor {
  return CATEGORY_HUES[category]
}

/** What a label without a name is called: `Green`, `Dark green`; `Label` when it has no colour either. */
export function colorName(color: string): string {
  const name = color.toLowerCase().trim()
  const [, base, shade] = SHADED.exec(name) ?? []
  const words = base && shade ? `${shade} ${base}` : name
  return words === '' ? 'Label' : words.charAt(0).toUpperCase() + words.slice(1)
}
