// When two texts of a filter are the same: the case of letters does not matter, here as in the database.

/** In small letters. Those that a language or a place in the word would change are taken as one. */
export function fold(text: string): string {
  return text.replaceAll('\u0130', 'I').toLowerCase().replaceAll('\u03c2', '\u03c3')
}
