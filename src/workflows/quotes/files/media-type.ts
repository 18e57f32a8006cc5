import { isUtf8 } from "node:buffer"
import { findOfficeType } from "./office-type"

/** What files may be, with the endings of their names. The first one is given to files that have none of them. */
export const MEDIA_TYPES = {
  "application/pdf": ["pdf"],
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg", "jfif"],
  "image/gif": ["gif"],
  "image/webp": ["webp"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ["xlsx"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ["docx"],
  "application/vnd.oasis.opendocument.spreadsheet": ["ods"],
  "application/vnd.oasis.opendocument.text": ["odt"],
  "text/csv": ["csv"],
  "text/plain": ["txt", "text", "log", "md"],
} as const satisfies Record<string, readonly [string, ...string[]]>

/** What a file may be. */
export type MediaType = keyof typeof MEDIA_TYPES

const isMediaType = (mime: string | undefined): mime is MediaType => mime !== undefined && Object.hasOwn(MEDIA_TYPES, mime)

/**
 * What a file is, found in its content: neither its name nor what the client says of it counts. `undefined` for whatever
 * is none of {@link MEDIA_TYPES}. Text is text: only there does the name decide, between `text/csv` and `text/plain`.
 *
 * @example
 * await findMediaType(Buffer.from("<svg/>"), "logo.png") // undefined
 */
export const findMediaType = async (content: Buffer, filename: string): Promise<MediaType | undefined> => {
  const known = await findByMagic(content)
  if (isMediaType(known)) {
    return known
  }
  if (known === ZIP) {
    return findOfficeType(content)
  }
  if (known === undefined && isLatePdf(content)) {
    return "application/pdf"
  }
  // What a library takes for something else may be text that happens to begin like it.
  return isPlainText(content) ? textTypeOf(filename) : undefined
}

const ZIP = "application/zip"

/** Readers look so far for the beginning of a PDF: mail programs and printer drivers write something in front of it. */
const PDF_WITHIN = 1_024

const PDF_HEADER = /%PDF-[12]\.\d/

const PDF_PARTS = ["endobj", "startxref", "%%EOF"]

/** A text that only mentions PDF is none, and neither is a page or a script with one behind it. */
const isLatePdf = (content: Buffer): boolean => {
  const start = content.toString("latin1", 0, PDF_WITHIN + "%PDF-1.7".length)
  const header = start.search(PDF_HEADER)
  return (
    header >= 0 &&
    header <= PDF_WITHIN &&
    !CODE.test(start.replace(/^(?:\xEF\xBB\xBF)+/, "")) &&
    (!isPlainText(content) || PDF_PARTS.some((part) => content.includes(part)))
  )
}

const findByMagic = async (content: Buffer): Promise<string | undefined> => {
  // An ES module, in a plugin that is CommonJS.
  const { fileTypeFromBuffer } = await import("file-type")
  try {
    return (await fileTypeFromBuffer(content))?.mime
  } catch {
    // A broken archive is nothing that we take.
    return undefined
  }
}

/** Control characters, but for tabs and ends of lines. */
const CONTROL = /[^\P{Cc}\t\r\n]/u

/** How HTML, SVG, XML, PHP and scripts with an interpreter begin. */
const CODE = /^(?:#!|\s*<[a-z!?/%])/i

const isPlainText = (content: Buffer): boolean => {
  if (!isUtf8(content)) {
    return false
  }
  const text = content.toString("utf8").replace(/^\uFEFF+/, "")
  return !CODE.test(text) && !CONTROL.test(text)
}

const textTypeOf = (filename: string): MediaType => (/\.csv$/i.test(filename) ? "text/csv" : "text/plain")
