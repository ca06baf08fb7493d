// The language of the page and how it writes numbers, lists and days. Chosen in this browser, else the browser's own;
// public/theme.js puts the same on <html> before the first paint.
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

/** Made-up languages for trying layouts: 40 % longer, and from right to left. Not offered, set by hand. */
const pseudoLanguages = ['en-XA', 'ar-XB'] as const
export type PseudoLanguage = (typeof pseudoLanguages)[number]

/** The compiled messages of every area of one language. */
export type Catalogue = Record<string, Record<string, unknown> | undefined>

const KEY = 'lockstep.language'
const loaders: Partial<Record<Language, () => Promise<{ default: Catalogue }>>> = { de: () => import('./german.ts') }

class Locale {
  /** What the person chose; `null` follows the browser. */
  choice = $state.raw<Language | null>(null)
  language = $state.raw<Language>('en')
  pseudo = $state.raw<PseudoLanguage | null>(null)
  catalogue = $state.raw<Catalogue | null>(null)
  /** The tag for `Intl`: the browser's own region where it speaks the language, else the language's usual one. */
  readonly tag = $derived.by(() => tagOf(this.language))
  readonly direction = $derived.by(() => (this.pseudo === 'ar-XB' ? 'rtl' : 'ltr'))

  /** Reads the choice and loads its messages. Resolves when words can be drawn. */
  async start(): Promise<void> {
    const stored = remembered()
    this.pseudo = pseudoLanguages.find((language) => language === stored) ?? null
    this.choice = languages.find((language) => language === stored) ?? null
    await this.#use(this.choice ?? (this.pseudo ? 'en' : preferred()))
  }

  /** Changes the language of the whole page at once. */
  async choose(choice: Language | null): Promise<void> {
    this.choice = choice
    this.pseudo = null
    remember(choice)
    await this.#use(choice ?? preferred())
  }

  async #use(language: Language): Promise<void> {
    // Without its messages a language would be half English: then English is kept.
    const loaded = await loaders[language]?.().catch(() => null)
    if (loaded === null) return
    this.catalogue = loaded?.default ?? null
    this.language = language
  }

  number(value: number, options?: Intl.NumberFormatOptions): string {
    return (options ? new Intl.NumberFormat(this.tag, options) : this.#numbers).format(value)
  }

  /** "Ade, Mira, and you", or "Ade or Mira". */
  list(items: readonly string[], type: 'conjunction' | 'disjunction' | 'unit' = 'conjunction'): string {
    return items.length === 1 ? items[0]! : this.#lists(type).format(items)
  }

  // Made once for a language: on a board each card asks for them at each change.
  readonly #numbers = $derived.by(() => new Intl.NumberFormat(this.tag))
  readonly #lists = $derived.by(() => {
    const made = new Map<string, Intl.ListFormat>()
    const { tag } = this
    return (type: 'conjunction' | 'disjunction' | 'unit'): Intl.ListFormat => {
      let format = made.get(type)
      if (!format) made.set(type, (format = new Intl.ListFormat(tag, { type })))
      return format
    }
  })
}

export const locale = new Locale()

/** Keeps <html> in step with the language; called inside an effect. */
export function applyLocale(root: HTMLElement): void {
  root.lang = locale.language
  root.dir = locale.direction
}

const browserTags = (): readonly string[] => (typeof navigator === 'undefined' ? ['en'] : navigator.languages)
const speaks = (tag: string, language: Language) => tag.toLowerCase().split('-')[0] === language

function preferred(): Language {
  for (const tag of browserTags()) {
    const known = languages.find((language) => speaks(tag, language))
    if (known) return known
  }
  return 'en'
}

function tagOf(language: Language): string {
  const usual = { en: 'en-GB', de: 'de-DE' }[language]
  return browserTags().find((tag) => speaks(tag, language) && tag.includes('-')) ?? usual
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

function remember(choice: Language | null): void {
  try {
    if (choice === null) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, choice)
  } catch {
    // Storage can be forbidden; the choice then lasts until the page is left.
  }
}
