import { MEDIA_TYPES, type MediaType } from "./accepted-media-types"
import { findOfficeType } from "./office-type"
import { type FileSource, inMemory } from "./file-source"

const isMediaType = (mime: string | undefined): mime is MediaType => mime !== undefined && Object.hasOwn(MEDIA_TYPES, mime)

/**
 * Returns the type of a file, or `undefined` if it is not one of {@link MEDIA_TYPES}. Only the content counts, never the name
 * or the client's claim. The one exception is text, where the name decides between `text/csv` and `text/plain`.
 *
 * @example
 * await findMediaType(Buffer.from("<svg/>"), "logo.png") // undefined
 */
export const findMediaType = async (content: Buffer | FileSource, filename: string): Promise<MediaType | undefined> => {
  const source = Buffer.isBuffer(content) ? inMemory(content) : content
  // Detection throws on a broken archive, which is not accepted anyway.
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
  // Text may happen to begin like the magic bytes of some other type.
  return isText ? textTypeOf(filename) : undefined
}

const ZIP = "application/zip"

/** PDF readers accept this many bytes before the header, because mail programs and printer drivers write some there. */
const PDF_WITHIN = 1_024

const PDF_HEADER = /%PDF-[12]\.\d/

/** One of these is near the end of every PDF. */
const PDF_END = /endobj|startxref|%%EOF/

/** Rejects text that only mentions PDF, and web pages or scripts with a PDF appended. */
const isLatePdf = async (source: FileSource, isText: boolean): Promise<boolean> => {
  const start = (await source.read(0, PDF_WITHIN + "%PDF-1.7".length)).toString("latin1")
  const header = start.search(PDF_HEADER)
  if (header < 0 || header > PDF_WITHIN || CODE.test(start.replace(/^(?:\xEF\xBB\xBF)+/, ""))) {
    return false
  }
  const end = await source.read(Math.max(0, source.size - PDF_WITHIN), PDF_WITHIN)
  return !isText || PDF_END.test(end.toString("latin1"))
}

/** Control characters except tab, carriage return and line feed. */
const CONTROL = /[^\P{Cc}\t\r\n]/u

/** The beginning of HTML, SVG, XML, PHP and scripts with a `#!` line. */
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
      // Two characters are enough to tell whether the text is code.
      opening = opening !== undefined && opening.trimStart().length < 2 ? opening : undefined
    }
    return !CONTROL.test(decoder.decode())
  } catch (error) {
    if (isInvalidUtf8(error)) {
      return false
    }
    throw error
  }
}

/** Whether the decoder rejected bytes that are not UTF-8, rather than the disk failing. */
const isInvalidUtf8 = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA"

/** Keeps at most one leading blank, so that a long run of blanks cannot hide the code behind it. */
const withoutBlanks = (text: string): string =>
  text
    .replace(/^\uFEFF+/, "")
    .replace(/^\s+/, " ")
    .slice(0, 100)

const textTypeOf = (filename: string): MediaType => (/\.csv$/i.test(filename) ? "text/csv" : "text/plain")
