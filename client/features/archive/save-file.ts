// Hands a file to the browser to be saved.

/** Says the name that it was given. */
export function saveFile(file: Blob, wanted: string): string {
  const name = wanted.replaceAll(/[\\/:*?"<>|]/g, '-')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  return name
}
