// The renderer of Markdown comes in a file of its own, so that no first page waits for it.
import type { renderMarkdown } from './markdown.ts'

class MarkdownRenderer {
  /** Undefined until it is there. */
  render = $state.raw<typeof renderMarkdown>()
  #loading = false

  /** Loads it once; after a failure the next text tries again. */
  async load(): Promise<void> {
    if (this.render || this.#loading) return
    this.#loading = true
    try {
      this.render = (await import('./markdown.ts')).renderMarkdown
    } catch {
      // Until then texts are shown as they were written.
    } finally {
      this.#loading = false
    }
  }
}

export const markdown = new MarkdownRenderer()
