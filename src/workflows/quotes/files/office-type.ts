import type { Entry, ZipFile } from "yauzl"
import type { MediaType } from "./media-type"
import type { FileSource } from "./file-source"

const CONTENT_TYPES = "[Content_Types].xml"

/** Real ones have a few kilobytes. */
const MOST_BYTES = 1_048_576

/** Documents have this part among the first; an archive of thousands of files is something else. */
const MOST_ENTRIES = 1_000

const OFFICE = "application/vnd.openxmlformats-officedocument"

/** What the main part of a document is. Those with macros, and templates, are others. */
const MAIN_PARTS: Record<string, MediaType> = {
  [`${OFFICE}.spreadsheetml.sheet.main+xml`]: `${OFFICE}.spreadsheetml.sheet`,
  [`${OFFICE}.wordprocessingml.document.main+xml`]: `${OFFICE}.wordprocessingml.document`,
}

/** Attributes in either kind of quotation marks, as XML has them. */
const CONTENT_TYPE = /\bContentType\s{0,20}=\s{0,20}(?:"([^"<>]{1,200})"|'([^'<>]{1,200})')/g

/**
 * Which document of an office an archive is, by what it says itself of its main part. `undefined` where it is none that
 * is taken, or two things at a time.
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

/** XML is in UTF-8 unless it begins with a mark of UTF-16, or with a zero byte in one of its first two letters. */
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

/** What is too large is not unpacked. */
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
