// Everything that can be done, as one list: the keyboard, the palette and the help sheet are made from it. Screens add
// theirs while they are open.

/** Where its keys work: everywhere, on a board, on a focused card, or in the open task's panel. Inner ones win. */
export type Scope = 'everywhere' | 'board' | 'task' | 'panel'
/** Under which heading it stands. */
export type Group = 'task' | 'board' | 'create' | 'go' | 'look' | 'you'

export interface Command {
  /** Stable: what was used lately is remembered by it. */
  id: string
  group: Group
  scope: Scope
  words: string
  /** 'c', 'shift+y', 'mod+k', or one after another: 'g i'. The first is the one that is shown. */
  keys?: readonly string[]
  /** More words that it is found by. */
  also?: string
  /** What stands at its end in the palette: where it leads, or what is set now. */
  hint?: string
  /** Why it is not possible now: shown, and said when its key is pressed. */
  unavailable?: string
  /** Where it leads, if it does nothing else: it can be opened beside what is on the screen. */
  href?: string
  /** Something to choose first. The palette asks for it. */
  choices?: () => readonly Command[]
  /** As a choice: it is what is set now. */
  isSet?: boolean
  /** Not in the palette, as going from card to card. */
  isOnlyKeys?: boolean
  /** Its keys are handled where they are pressed, as arrows while a task is carried; here they are only told. */
  isOnlyTold?: boolean
  /** Also while a text is being typed. */
  whileTyping?: boolean
  /** Those of its keys that no screen uses for something else: they wait for no commands that still come. */
  atOnce?: readonly string[]
  run: (event?: KeyboardEvent) => void
}

/** What comes later than the page, such as most of a screen's commands. */
interface Coming { readonly part?: unknown; load: () => Promise<boolean> }
interface Provider { list: () => readonly Command[]; subject: () => string | null; rest?: Coming }

export class Commands {
  #providers = $state.raw<readonly Provider[]>([])

  /**
   * Adds commands; what they say and whether they are possible is asked anew each time. `subject` names what those of
   * the group `task` are about; `rest` is what more of them wait for. Returns how to take them away.
   */
  provide(list: Provider['list'], subject: Provider['subject'] = () => null, rest?: Coming): () => void {
    const provider = { list, subject, rest }
    this.#providers = [...this.#providers, provider]
    return () => {
      this.#providers = this.#providers.filter((other) => other !== provider)
    }
  }

  /** A screen's command takes the place of the one that every page has under the same id, whichever came first. */
  get all(): readonly Command[] {
    const byId = new Map<string, Command>()
    for (const command of this.#providers.flatMap(({ list }) => list())) {
      const known = byId.get(command.id)
      if (!known || known.scope === 'everywhere' || command.scope !== 'everywhere') byId.set(command.id, command)
    }
    return withoutTaken([...byId.values()])
  }

  /** Asks for those that still have to come; nothing when all are here. */
  askForRest(): Promise<unknown> | undefined {
    const coming = this.#providers.flatMap(({ rest }) => (rest && !rest.part ? [rest] : []))
    return coming.length > 0 ? Promise.all(coming.map((rest) => rest.load())) : undefined
  }

  /** What one acts on now, as "WEB-12 Title". */
  get subject(): string | null {
    return this.#providers.map(({ subject }) => subject()).findLast((words) => words !== null) ?? null
  }

  /** A board's command, once one is open; undefined when none opens in time. */
  async onBoard(id: string, patience = 5_000): Promise<Command | undefined> {
    const find = () => this.all.find((command) => command.id === id && command.scope === 'board')
    for (const end = Date.now() + patience; Date.now() < end && !find();) {
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
    return find()
  }
}

/** A key that the open screen has is no more the page's: it is told once, for what it does. */
function withoutTaken(all: readonly Command[]): Command[] {
  const taken = new Set(all.flatMap(({ scope, keys }) => (scope === 'board' ? keys ?? [] : [])))
  return all.map((command) => (command.scope !== 'everywhere' || !command.keys?.some((keys) => taken.has(keys))
    ? command : { ...command, keys: command.keys.filter((keys) => !taken.has(keys)) }))
}

export const commands = new Commands()
