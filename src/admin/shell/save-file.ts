const RELEASE_AFTER_MS = 60_000

/**
 * Saves a file under a name in the browser's downloads.
 *
 * @example
 * saveFile("quotes.csv", blob)
 */
export const saveFile = (name: string, content: Blob): void => {
  const url = URL.createObjectURL(content)
  const link = document.createElement("a")
  link.href = url
  link.download = name
  link.click()
  // Some browsers read the file only after the click.
  window.setTimeout(() => URL.revokeObjectURL(url), RELEASE_AFTER_MS)
}
