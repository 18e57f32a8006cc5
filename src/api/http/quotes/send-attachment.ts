import type { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import contentDisposition from "content-disposition"
import type { MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../../errors"
import { logEvent } from "../../../observability/log"
import type { QuoteAttachmentRecord } from "../../../modules/quote/types"

/**
 * Sends a file as a download, piece by piece as the File Module gives it. Whatever it is, no browser renders it, takes it
 * for something else or keeps it.
 *
 * @throws CustomerRoleError `not_found` where the File Module does not have it any more
 */
export const sendAttachment = async (container: MedusaContainer, attachment: QuoteAttachmentRecord, res: MedusaResponse): Promise<void> => {
  const { id, filename, mime_type, size } = attachment
  const file = await open(container, attachment)
  res.writeHead(200, {
    "Content-Type": mime_type.startsWith("text/") ? `${mime_type}; charset=utf-8` : mime_type,
    "Content-Length": size,
    "Content-Disposition": contentDisposition(filename, { fallback: toAscii(filename) }),
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
  })
  try {
    await pipeline(file, exactly(size), res)
  } catch (error) {
    // The connection is cut by then, so that the client does not take a part for the whole.
    if (!hasLeft(error)) {
      logEvent(container, "customer_role.attachment_unreadable", { attachment_id: id, code: "broken_off" })
    }
  }
}

/** For clients that know no `filename*`. Node garbles what is not ASCII in this header. */
const toAscii = (filename: string): string => filename.replace(/[^\x20-\x7e]/g, "?")

/** Opens the file and waits for the first piece: only then does a status say whether it is there. */
const open = async (container: MedusaContainer, { id, file_id }: QuoteAttachmentRecord): Promise<Readable> => {
  try {
    const file = await container.resolve(Modules.FILE).getDownloadStream(file_id)
    await begun(file)
    return file
  } catch (error) {
    if (!isMissing(error)) {
      throw error
    }
    logEvent(container, "customer_role.attachment_unreadable", { attachment_id: id, code: "missing" })
    throw new CustomerRoleError("not_found", "The file is no longer there.")
  }
}

const begun = (file: Readable): Promise<void> =>
  new Promise((resolve, reject) => {
    file.once("error", reject)
    file.once("readable", resolve)
    file.once("end", resolve)
    file.once("close", resolve)
  })

/** Whether the client did not want the rest. */
const hasLeft = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE"

/** How file systems, S3 and Medusa say that there is no such file. */
const MISSING = new Set(["ENOENT", "NoSuchKey", "NotFound", "not_found", "BlobNotFound"])

const isMissing = (error: unknown): boolean =>
  typeof error === "object" &&
  error !== null &&
  ["code", "name", "type", "Code"].some((key) => MISSING.has(String(Reflect.get(error, key))))

/** More than announced would be taken for the next answer, and for less the client would wait. */
const exactly = (size: number) =>
  async function* (pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let left = size
    for await (const piece of pieces) {
      left -= piece.length
      if (left < 0) {
        break
      }
      yield piece
    }
    if (left !== 0) {
      throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "The file has another size than when it was stored.")
    }
  }
