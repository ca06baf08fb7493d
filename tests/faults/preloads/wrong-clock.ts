// Loaded into a node before its server: its clock is wrong by WRONG_BY_MS (F36).
const wrong = Number(process.env.WRONG_BY_MS)
const right = Date
const shifted = class extends right {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(right.now() + wrong)
    else super(...given as [number])
  }
  static override now = () => right.now() + wrong
}
globalThis.Date = shifted as DateConstructor

export {}
