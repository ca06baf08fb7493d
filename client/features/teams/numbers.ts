// Numbers as people type them: a comma or a point before the decimals, spaces between thousands.

/** Null when it is no number. */
export function parseNumber(typed: string): number | null {
  const plain = typed.replaceAll(/[\s\u00a0\u202f'’]/g, '').replace(',', '.')
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null
}
