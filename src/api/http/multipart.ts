import { createHash } from "node:crypto"
import { createWriteStream } from "node:fs"
import { unlink } from "node:fs/promises"
import type { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import multer, { MulterError, type StorageEngine } from "multer"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../errors"
import type { FormFolder } from "../../files/form-folders"

const BYTES_OF_A_MB = 1_048_576

/** Room for the fields and the lines between the parts. */
const BYTES_AROUND_FILES = 100_000

/** How much a form may hold. */
export type FormLimits = {
  /** MB of each file. */
  maxSizeMb: number
  maxFiles: number
  /** Fields that are no files. */
  maxFields: number
  /** Bytes of each of them. */
  maxFieldBytes: number
}

/** A file of a form, as the client has named it, and where it is as long as the request takes. */
export type FormFile = { filename: string; path: string; size: number; sha256: string }

/** Whether a request carries a form with files. */
export const isForm = (req: MedusaRequest): boolean => req.is("multipart/form-data") === "multipart/form-data"

/**
 * Reads a form whose files are all in the field `files`, piece by piece into a folder. What is over a limit is not kept.
 *
 * @throws CustomerRoleError `payload_too_large` for a file that is too large, `invalid_request` for too many of them and
 * for what is no form
 */
export const readForm = async (
  req: MedusaRequest,
  res: MedusaResponse,
  folder: FormFolder,
  limits: FormLimits
): Promise<{ fields: unknown; files: FormFile[] }> => {
  const { maxSizeMb, maxFiles, maxFields, maxFieldBytes } = limits
  const fileSize = maxSizeMb * BYTES_OF_A_MB
  if (Number(req.headers["content-length"] ?? 0) > Math.max(maxFiles, 1) * fileSize + BYTES_AROUND_FILES) {
    throw new CustomerRoleError("payload_too_large", tooLarge(limits))
  }
  const digests = new Map<string, string>()
  const read = multer({
    storage: storageIn(folder, digests),
    // Browsers send names in UTF-8 and do not say so.
    defParamCharset: "utf8",
    // Names are cleaned where files are stored. Of `.` or `/` nothing would be left, and the file be passed over.
    preservePath: true,
    limits: { fileSize, files: maxFiles, fields: maxFields, fieldSize: maxFieldBytes, headerPairs: 20 },
  }).array("files")
  await new Promise<void>((resolve, reject) => {
    read(req, res, (error?: unknown) => (error === undefined || error === null ? resolve() : reject(toOurs(error, limits))))
  })
  if (Object.hasOwn(Object(req.body), "files")) {
    throw new CustomerRoleError("invalid_request", "files: send files with their names, not text.")
  }
  const files = Array.isArray(req.files) ? req.files : []
  return {
    fields: req.body,
    files: files.map(({ originalname, path, size }) => ({ filename: originalname, path, size, sha256: digests.get(path) ?? "" })),
  }
}

const storageIn = (folder: FormFolder, digests: Map<string, string>): StorageEngine => ({
  _handleFile: (_req, { stream }, done) => {
    const path = folder.newFile()
    write(stream, path, folder.signal).then(({ size, sha256 }) => {
      digests.set(path, sha256)
      done(null, { path, size })
    }, done)
  },
  _removeFile: (_req, { path }, done) => {
    // The folder goes with the request anyway.
    unlink(path).then(
      () => done(null),
      () => done(null)
    )
  },
})

const write = async (content: Readable, path: string, signal: AbortSignal): Promise<{ size: number; sha256: string }> => {
  const hash = createHash("sha256")
  let size = 0
  const measured = async function* (pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      hash.update(piece)
      size += piece.length
      yield piece
    }
  }
  await pipeline(content, measured, createWriteStream(path, { mode: 0o600, flags: "wx" }), { signal })
  return { size, sha256: hash.digest("hex") }
}

const tooLarge = ({ maxSizeMb }: FormLimits): string => `files: a file has at most ${maxSizeMb} MB.`

/** Whatever else the parser says is about what the client has sent: nothing but the form is read here. */
const toOurs = (error: unknown, limits: FormLimits): CustomerRoleError => {
  if (!(error instanceof MulterError)) {
    return new CustomerRoleError("invalid_request", "The body is not a valid form.")
  }
  switch (error.code) {
    case "LIMIT_FILE_SIZE":
      return new CustomerRoleError("payload_too_large", tooLarge(limits))
    case "LIMIT_FILE_COUNT":
      return new CustomerRoleError(
        "invalid_request",
        limits.maxFiles === 0 ? "files: the shop takes no files." : `files: send at most ${limits.maxFiles} files.`
      )
    case "LIMIT_UNEXPECTED_FILE":
      return new CustomerRoleError("invalid_request", "Send files in the field files.")
    default:
      return new CustomerRoleError("invalid_request", "The form has too many fields, one that is too long, or one without a name.")
  }
}
