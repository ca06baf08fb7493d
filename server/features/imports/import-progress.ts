// Tells the importer how far their import has come, and ends it when they have gone or called it off.
import { setImmediate as turn } from 'node:timers/promises'
import type { ImportProgress } from '../../../shared/features/imports.ts'
import { Problem } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/transact.ts'

interface Importer {
  organizationId: string
  membershipId: string
  /** Given by importers who watch; only they call off by hanging up. */
  importId: string | undefined
  gone: AbortSignal
}

export class Progress {
  readonly #kernel: Kernel
  readonly #importer: Importer
  #total = 0

  constructor(kernel: Kernel, importer: Importer) {
    this.#kernel = kernel
    this.#importer = importer
  }

  begin(total: number): void {
    this.#total = total
  }

  /** The importer hung up on purpose. */
  get calledOff(): boolean {
    const { importId, gone } = this.#importer
    return importId !== undefined && gone.aborted
  }

  /** Throws while nothing is committed yet when the importer called it off. Others get their turn meanwhile. */
  async come(phase: ImportProgress['phase'], done: number): Promise<void> {
    this.tell(phase, done)
    await turn()
    if (this.calledOff) throw new Problem('conflict', 'The import was called off by whoever started it.')
  }

  tell(phase: ImportProgress['phase'], done: number): void {
    const { organizationId, membershipId, importId } = this.#importer
    if (importId) this.#kernel.notify({ organizationId, membershipId, progress: { importId, phase, done, total: this.#total } })
  }
}
