// Names are whatever people call themselves: in a letter they must not look like lines of its own.
export const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
