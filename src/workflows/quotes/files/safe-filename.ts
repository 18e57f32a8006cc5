import { MEDIA_TYPES, type MediaType } from "./media-type"

/** What file systems take, in bytes of UTF-8. */
const MOST_BYTES = 255

/** What a name may not have on one system or another, and what steers a terminal or the direction of text. */
const UNSAFE = /[<>:"/\\|?*]|[^\P{C}\u200C\u200D]|[\u2028\u2029]/gu

/** Names of devices on Windows, whatever follows the first dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/** Where neither a name nor anything else is left. */
const NAMELESS = "file"

/**
 * The name under which a file is shown and downloaded: that of the sender, without folders and without what a file system
 * or a browser could misunderstand, and with an ending that says what the file is.
 *
 * @example
 * toSafeFilename("..\\drawing.exe", "application/pdf") // "drawing.exe.pdf"
 */
export const toSafeFilename = (name: string, type: MediaType): string => {
  const base = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1)
  const clean = trimmed(base.normalize("NFC").replace(UNSAFE, "_"))
  const dot = clean.lastIndexOf(".")
  const endings: readonly string[] = MEDIA_TYPES[type]
  const hasEnding = dot > 0 && endings.includes(clean.slice(dot + 1).toLowerCase())
  const ending = hasEnding ? clean.slice(dot) : `.${endings[0]}`
  const stem = trimmed(shortened(hasEnding ? clean.slice(0, dot) : clean, MOST_BYTES - Buffer.byteLength(ending) - 1)) || NAMELESS
  return `${DEVICE.test(stem) ? "_" : ""}${stem}${ending}`
}

const BLANK_OR_DOT = /^[\s.]$/u

/**
 * Names that begin with a dot are hidden, and Windows drops dots and blanks at the end. An expression that is tied to the end
 * alone would look at each run of dots anew from each of its dots.
 */
const trimmed = (name: string): string => {
  let start = 0
  let end = name.length
  while (start < end && BLANK_OR_DOT.test(name[start])) {
    start++
  }
  while (end > start && BLANK_OR_DOT.test(name[end - 1])) {
    end--
  }
  return name.slice(start, end)
}

/** So many bytes at the most, and no half of a character. */
const shortened = (text: string, most: number): string => {
  let bytes = 0
  let kept = ""
  for (const character of text) {
    bytes += Buffer.byteLength(character)
    if (bytes > most) {
      break
    }
    kept += character
  }
  return kept
}
