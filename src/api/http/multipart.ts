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

/** Allowance for the fields and the boundaries between the parts. */
const BYTES_AROUND_FILES = 100_000

/** How much a form may contain. */
export type FormLimits = {
  /** The size limit of each file, in MB. */
  maxSizeMb: number
  maxFiles: number
  /** How many fields other than files. */
  maxFields: number
  /** The size limit of each of these fields, in bytes. */
  maxFieldBytes: number
}

/** A file of a form: the client's name for it, and its path on disk until the request ends. */
export type FormFile = { filename: string; path: string; size: number; sha256: string }

/** Tells whether a request carries a form with files. */
export const isForm = (req: MedusaRequest): boolean => req.is("multipart/form-data") === "multipart/form-data"

/**
 * Reads a form and streams the files of its field `files` into a folder. Keeps nothing that exceeds a limit.
 *
 * @throws CustomerRoleError `payload_too_large` for a file that is too large, `invalid_request` for too many files or for a
 * body that is not a form
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
    // Browsers send file names in UTF-8 without declaring it.
    defParamCharset: "utf8",
    // Storing a file cleans its name. Without this, the parser would reduce names such as `.` to nothing and skip the file.
    preservePath: true,
    limits: { fileSize, files: maxFiles, fields: maxFields, fieldSize: maxFieldBytes, headerPairs: 20 },
  }).array("files")
  await new Promise<void>((resolve, reject) => {
    read(req, res, (error?: unknown) => (error === undefined || error === null ? resolve() : reject(toOurs(error, limits))))
  })
  if (Object.hasOwn(Object(req.body), "files")) {
    throw new CustomerRoleError("invalid_request", "The field files contains text. Send files with their names.")
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
    // An error does not matter: the folder is removed with the request.
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

const tooLarge = ({ maxSizeMb }: FormLimits): string => `A file is too large. Send files of at most ${maxSizeMb} MB each.`

/** Blames the client for every parser error, since only the form is read here. */
const toOurs = (error: unknown, limits: FormLimits): CustomerRoleError => {
  if (!(error instanceof MulterError)) {
    return new CustomerRoleError("invalid_request", "The body is not a valid form. Send multipart/form-data.")
  }
  switch (error.code) {
    case "LIMIT_FILE_SIZE":
      return new CustomerRoleError("payload_too_large", tooLarge(limits))
    case "LIMIT_FILE_COUNT":
      return new CustomerRoleError(
        "invalid_request",
        limits.maxFiles === 0
          ? "This shop accepts no files. Send the message without them."
          : `There are too many files. Send at most ${limits.maxFiles}.`
      )
    case "LIMIT_UNEXPECTED_FILE":
      return new CustomerRoleError("invalid_request", "A file is in the wrong field. Send files in the field files.")
    default:
      return new CustomerRoleError(
        "invalid_request",
        "The form has too many fields, or a field that is too long or has no name. Send only the documented fields."
      )
  }
}
