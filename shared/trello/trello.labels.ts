// Labels as the cards use them: by id, or by colour and name in exports from before labels had ids.
import { LENGTHS, LIMITS, Quota } from './import-limits.ts'
import type { LabelColor, PlannedLabel } from './import-plan.ts'
import { cut, oneLine, storable, UniqueNames } from './import-text.ts'
import type { Warnings } from './import-warnings.ts'
import { colorName, hueOf } from './trello.colors.ts'
import { Entry, isRecord } from './trello.entry.ts'

interface Look { color: string; name: string; at: string }

export class LabelBook {
  readonly #warnings: Warnings
  readonly #defined = new Map<string, Look>()
  readonly #idsByLook = new Map<string, string>()
  readonly #oldNames: Entry | null
  readonly #indexes = new Map<string, number>()
  readonly #used: Look[] = []
  readonly #quota = new Quota('labels', LIMITS.labels)
  readonly #links = new Quota('labels on cards', LIMITS.details)

  constructor(board: Entry, warnings: Warnings) {
    this.#warnings = warnings
    this.#oldNames = isRecord(board.record.labelNames) ? board.child('labelNames') : null
    for (const label of board.entries('labels')) {
      const look = lookOf(label)
      if (label.id === '' || this.#defined.has(label.id)) continue
      this.#defined.set(label.id, look)
      if (!this.#idsByLook.has(keyOf(look))) this.#idsByLook.set(keyOf(look), label.id)
    }
  }

  /** Indexes of the card's labels, in the card's order, none twice. */
  ofCard(card: Entry): number[] {
    const found = new Set<number>()
    for (const [index, value] of card.values('labels').entries()) {
      const at = `${card.at}/labels/${index}`
      if (isRecord(value)) found.add(this.#indexOfLabel(new Entry(value, at, this.#warnings)))
      else if (typeof value === 'string') found.add(this.#indexOfText(value, at))
      else this.#unknown(at)
    }
    for (const id of card.ids('idLabels')) {
      const look = this.#defined.get(id)
      if (look) found.add(this.#indexOf(`id ${id}`, look))
      else if (!this.#indexes.has(`id ${id}`)) this.#unknown(`${card.at}/idLabels`)
    }
    for (const index of found) this.#links.spend(`${card.at}/labels/${index}`)
    return [...found]
  }

  /** The labels in order of first use. Those without a name come second to the names: `Green`, `Green 2`. */
  list(): PlannedLabel[] {
    const names = new UniqueNames(LENGTHS.label)
    const chosen = new Map<Look, string>()
    const [named, unnamed] = [this.#used.filter((look) => look.name), this.#used.filter((look) => !look.name)]
    for (const look of named) chosen.set(look, names.claim(this.#shortened(look)))
    for (const look of unnamed) chosen.set(look, names.claim(cut(colorName(look.color), LENGTHS.label)))
    return this.#used.map((look) => ({ name: this.#noted(look, chosen.get(look) ?? ''), color: this.#hue(look) }))
  }

  #indexOfLabel(label: Entry): number {
    const own = lookOf(label)
    if (label.id !== '') {
      const look = own.name === '' && own.color === '' ? this.#defined.get(label.id) ?? own : own
      return this.#indexOf(`id ${label.id}`, look)
    }
    return this.#indexOfLook(own)
  }

  #indexOfText(value: string, at: string): number {
    const look = this.#defined.get(value)
    if (look) return this.#indexOf(`id ${value}`, look)
    const text = oneLine(storable(value))
    return this.#indexOfLook(hueOf(text) ? { color: text, name: '', at } : { color: '', name: text, at })
  }

  #indexOfLook(look: Look): number {
    const id = this.#idsByLook.get(keyOf(look))
    if (id !== undefined) return this.#indexOf(`id ${id}`, look)
    const isColorKnown = look.name === '' && hueOf(look.color) !== null
    const name = isColorKnown ? oneLine(this.#oldNames?.text(look.color) ?? '') : look.name
    return this.#indexOf(`look ${keyOf(look)}`, { ...look, name })
  }

  #indexOf(key: string, look: Look): number {
    const known = this.#indexes.get(key)
    if (known !== undefined) return known
    this.#quota.spend(look.at)
    this.#indexes.set(key, this.#used.length)
    return this.#used.push(look) - 1
  }

  #shortened(look: Look): string {
    if (look.name.length > LENGTHS.label) {
      this.#warnings.add('text_cut', `The name of a label was cut to ${LENGTHS.label} characters`, look.at)
    }
    return cut(look.name, LENGTHS.label)
  }

  #noted(look: Look, name: string): string {
    if (look.name !== '' && cut(look.name, LENGTHS.label) !== name) {
      this.#warnings.add('label_renamed', `A second label of that name is called “${name}”`, look.at)
    }
    return name
  }

  #hue(look: Look): LabelColor {
    const hue = look.color === '' ? 'slate' : hueOf(look.color)
    if (hue === null) {
      this.#warnings.add('unknown_color', `The colour “${cut(look.color, 40)}” is not known: slate was taken`, look.at)
    }
    return hue ?? 'slate'
  }

  #unknown(at: string): void {
    this.#warnings.add('unknown_label', 'A card names a label that is not in the file', at)
  }
}

function lookOf(label: Entry): Look {
  return { color: oneLine(label.text('color')), name: oneLine(label.text('name')), at: label.at }
}

function keyOf(look: Look): string {
  return JSON.stringify([look.color, look.name])
}
