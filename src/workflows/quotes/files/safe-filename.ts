import { MEDIA_TYPES, type MediaType } from "./accepted-media-types"

/** The limit of common file systems, in bytes of UTF-8. */
const MOST_BYTES = 255

/** Characters that some system forbids in names, and characters that control a terminal or the direction of text. */
const UNSAFE = /[<>:"/\\|?*]|[^\P{C}\u200C\u200D]|[\u2028\u2029]/gu

/** Windows reserves these names, with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/** The name of a file without any safe character. */
const NAMELESS = "file"

/**
 * Returns the name under which a file is shown and downloaded: the sender's name without folders and without characters that
 * a file system or a browser could misread. The extension always matches the type.
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
 * Trims blanks and dots: a leading dot hides the file, and Windows drops trailing dots and blanks. A regular expression
 * anchored at the end would take quadratic time on long runs of dots.
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

/** Shortens a text to a number of bytes without splitting a character. */
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
