// Single letters in the panel press what has a button there too.

const targets: Record<string, string> = {
  e: '[data-panel-title]', m: '[data-composer]', s: '[data-property="status"]', a: '[data-property="assignees"]',
  p: '[data-property="priority"]', l: '[data-property="labels"]', d: '[data-property="due"]',
}

/** Presses or focuses what the letter stands for; answers whether there was such a thing. */
export function panelKeys(key: string, panel: HTMLElement | null): boolean {
  const selector = targets[key]
  const target = selector && panel?.querySelector<HTMLElement>(selector)
  if (!target) return false
  if (target instanceof HTMLTextAreaElement) target.focus()
  else target.click()
  return true
}
