// An answer that is written as JSON already, with the tag of the state that it tells.

/** `text` is null when whoever asks said by the tag that they hold this state. `T` is what the text would be read as. */
export class TaggedJson<T> {
  declare readonly of?: T
  readonly tag: string
  readonly text: string | null

  constructor(tag: string, text: string | null) {
    this.tag = tag
    this.text = text
  }
}
