import type { Entry, ZipFile } from "yauzl"
import type { MediaType } from "./accepted-media-types"
import type { FileSource } from "./file-source"

const CONTENT_TYPES = "[Content_Types].xml"

/** Real content-type lists have a few kilobytes. */
const MOST_BYTES = 1_048_576

/** Documents have the content-type list among their first entries. An archive with more entries before it is not a document. */
const MOST_ENTRIES = 1_000

const OFFICE = "application/vnd.openxmlformats-officedocument"

/** The main parts of accepted documents. Templates and documents with macros have others. */
const MAIN_PARTS: Record<string, MediaType> = {
  [`${OFFICE}.spreadsheetml.sheet.main+xml`]: `${OFFICE}.spreadsheetml.sheet`,
  [`${OFFICE}.wordprocessingml.document.main+xml`]: `${OFFICE}.wordprocessingml.document`,
}

/** XML allows both kinds of quotation marks. */
const CONTENT_TYPE = /\bContentType\s{0,20}=\s{0,20}(?:"([^"<>]{1,200})"|'([^'<>]{1,200})')/g

/**
 * Returns the type of an office document from the main part that the archive declares. Returns `undefined` if the type is not
 * accepted or the archive declares several main parts.
 *
 * @example
 * await findOfficeType(inMemory(content)) // "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
 */
export const findOfficeType = async (source: FileSource): Promise<MediaType | undefined> => {
  const xml = await readContentTypes(source).catch(() => undefined)
  if (!xml) {
    return undefined
  }
  const declared = [...decodeXml(xml).matchAll(CONTENT_TYPE)].map(([, double, single]) => double ?? single)
  const mainParts = declared.filter((type) => type.endsWith(".main+xml"))
  return mainParts.length === 1 ? MAIN_PARTS[mainParts[0]] : undefined
}

/** XML is UTF-8 unless it begins with a UTF-16 byte order mark or has a zero byte among the first two. */
const decodeXml = (xml: Buffer): string => {
  const [first, second] = xml
  if ((first === 0xfe && second === 0xff) || first === 0) {
    return new TextDecoder("utf-16be").decode(xml)
  }
  const isLittleEndian = (first === 0xff && second === 0xfe) || second === 0
  return new TextDecoder(isLittleEndian ? "utf-16le" : "utf-8").decode(xml)
}

const readContentTypes = async (source: FileSource): Promise<Buffer | undefined> => {
  const archive = await source.archive()
  try {
    return await findContentTypes(archive)
  } finally {
    archive.close()
  }
}

const findContentTypes = (archive: ZipFile): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    archive.once("error", reject)
    archive.once("end", () => resolve(undefined))
    let seen = 0
    archive.on("entry", (entry: Entry) => {
      seen += 1
      if (entry.fileName === CONTENT_TYPES) {
        readEntry(archive, entry).then(resolve, reject)
      } else if (seen < MOST_ENTRIES) {
        archive.readEntry()
      } else {
        resolve(undefined)
      }
    })
    archive.readEntry()
  })

/** Returns `undefined` for an entry that is too large to unpack. */
const readEntry = (archive: ZipFile, entry: Entry): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    if (entry.uncompressedSize > MOST_BYTES) {
      resolve(undefined)
      return
    }
    archive.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(error)
        return
      }
      const pieces: Buffer[] = []
      stream.on("data", (piece: Buffer) => pieces.push(piece))
      stream.once("error", reject)
      stream.once("end", () => resolve(Buffer.concat(pieces)))
    })
  })
