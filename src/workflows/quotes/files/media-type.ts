import { findOfficeType } from "./office-type"
import { type FileSource, inMemory } from "./file-source"

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
export const findMediaType = async (content: Buffer | FileSource, filename: string): Promise<MediaType | undefined> => {
  const source = Buffer.isBuffer(content) ? inMemory(content) : content
  // A broken archive is nothing that we take.
  const known = await source.mime().catch(() => undefined)
  if (isMediaType(known)) {
    return known
  }
  if (known === ZIP) {
    return findOfficeType(source)
  }
  const isText = await isPlainText(source)
  if (known === undefined && (await isLatePdf(source, isText))) {
    return "application/pdf"
  }
  // What a library takes for something else may be text that happens to begin like it.
  return isText ? textTypeOf(filename) : undefined
}

const ZIP = "application/zip"

/** Readers look so far for the beginning of a PDF: mail programs and printer drivers write something in front of it. */
const PDF_WITHIN = 1_024

const PDF_HEADER = /%PDF-[12]\.\d/

/** A PDF ends with one of these. */
const PDF_END = /endobj|startxref|%%EOF/

/** A text that only mentions PDF is none, and neither is a page or a script with one behind it. */
const isLatePdf = async (source: FileSource, isText: boolean): Promise<boolean> => {
  const start = (await source.read(0, PDF_WITHIN + "%PDF-1.7".length)).toString("latin1")
  const header = start.search(PDF_HEADER)
  if (header < 0 || header > PDF_WITHIN || CODE.test(start.replace(/^(?:\xEF\xBB\xBF)+/, ""))) {
    return false
  }
  const end = await source.read(Math.max(0, source.size - PDF_WITHIN), PDF_WITHIN)
  return !isText || PDF_END.test(end.toString("latin1"))
}

/** Control characters, but for tabs and ends of lines. */
const CONTROL = /[^\P{Cc}\t\r\n]/u

/** How HTML, SVG, XML, PHP and scripts with an interpreter begin. */
const CODE = /^(?:#!|\s*<[a-z!?/%])/i

const isPlainText = async (source: FileSource): Promise<boolean> => {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
  let opening: string | undefined = ""
  try {
    for await (const piece of source.pieces()) {
      const text = decoder.decode(piece, { stream: true })
      opening = opening === undefined ? undefined : withoutBlanks(opening + text)
      if (CONTROL.test(text) || (opening !== undefined && CODE.test(opening))) {
        return false
      }
      // So much says whether it is code.
      opening = opening !== undefined && opening.trimStart().length < 2 ? opening : undefined
    }
    return !CONTROL.test(decoder.decode())
  } catch (error) {
    if (isNoUtf8(error)) {
      return false
    }
    throw error
  }
}

/** What the decoder throws for bytes that are no text; whatever else fails is a failure of the disk. */
const isNoUtf8 = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA"

/** The beginning of a text: of blanks in front of it one is enough. */
const withoutBlanks = (text: string): string => text.replace(/^\uFEFF+/, "").replace(/^\s+/, " ").slice(0, 100)

const textTypeOf = (filename: string): MediaType => (/\.csv$/i.test(filename) ? "text/csv" : "text/plain")
