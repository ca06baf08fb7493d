// Attachments come in as links; only addresses of the web, since a link is something people click.
import { LENGTHS, LIMITS, Quota } from './import-limits.ts'
import type { PlannedAttachment } from './import-plan.ts'
import { cut, oneLine } from './import-text.ts'
import { countOf } from './import-warnings.ts'
import type { Warnings } from './import-warnings.ts'
import { inOrder } from './trello.entry.ts'
import type { Entry } from './trello.entry.ts'

export class Attachments {
  readonly #warnings: Warnings
  readonly #quota = new Quota('attachments', LIMITS.details)

  constructor(warnings: Warnings) {
    this.#warnings = warnings
  }

  ofCard(card: Entry): PlannedAttachment[] {
    return inOrder(card.entries('attachments')).flatMap((attachment) => this.#plan(attachment) ?? [])
  }

  #plan(attachment: Entry): PlannedAttachment | null {
    const address = attachment.text('url').trim()
    const url = webAddress(address)
    if (url === null) {
      const message = address === '' ? 'An attachment without an address was left out' :
        `An attachment was left out: “${cut(address, 80)}” is no safe web address`
      this.#warnings.add('unsafe_attachment', message, `${attachment.at}/url`)
      return null
    }
    this.#quota.spend(attachment.at)
    if (url.hostname === 'trello.com' && url.pathname.startsWith('/1/')) this.#noteSignIn(attachment)
    const name = oneLine(attachment.text('name')) || oneLine(attachment.text('fileName')) || url.hostname
    return { name: cut(name, LENGTHS.name), url: url.href }
  }

  #noteSignIn(attachment: Entry): void {
    this.#warnings.tally('attachments_at_trello', attachment.at, (count) =>
      `${countOf(count, 'attachment')} stay at Trello and open only for people signed in there`)
  }
}

function webAddress(address: string): URL | null {
  const url = address.length > LENGTHS.url ? null : URL.parse(address)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null
  return url.href.length > LENGTHS.url ? null : url
}
