import multer, { MulterError } from "multer"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../errors"

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

/** A file of a form, as the client has named it. */
export type FormFile = { filename: string; content: Buffer }

/** Whether a request carries a form with files. */
export const isForm = (req: MedusaRequest): boolean => req.is("multipart/form-data") === "multipart/form-data"

/**
 * Reads a form whose files are all in the field `files`, into memory. What is over a limit is not kept.
 *
 * @throws CustomerRoleError `payload_too_large` for a file that is too large, `invalid_request` for too many of them and
 * for what is no form
 */
export const readForm = async (
  req: MedusaRequest,
  res: MedusaResponse,
  limits: FormLimits
): Promise<{ fields: unknown; files: FormFile[] }> => {
  const { maxSizeMb, maxFiles, maxFields, maxFieldBytes } = limits
  const fileSize = maxSizeMb * BYTES_OF_A_MB
  if (Number(req.headers["content-length"] ?? 0) > Math.max(maxFiles, 1) * fileSize + BYTES_AROUND_FILES) {
    throw new CustomerRoleError("payload_too_large", tooLarge(limits))
  }
  const read = multer({
    storage: multer.memoryStorage(),
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
  return { fields: req.body, files: files.map(({ originalname, buffer }) => ({ filename: originalname, content: buffer })) }
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
