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
 * Streams a file from the File Module as a download. The headers keep browsers from rendering, sniffing and caching it.
 *
 * @throws CustomerRoleError `not_found` if the File Module no longer has the file
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
    // pipeline() has cut the connection, so the client does not mistake a part for the whole file.
    if (!isClosedByClient(error)) {
      logEvent(container, "customer_role.attachment_unreadable", { attachment_id: id, code: "broken_off" })
    }
  }
}

/** For clients without `filename*`. Node garbles other than ASCII characters in this header. */
const toAscii = (filename: string): string => filename.replace(/[^\x20-\x7e]/g, "?")

/** Waits for the first piece of the file, because a missing file fails only then and the status must still say so. */
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
    throw new CustomerRoleError("not_found", "File not found. The shop no longer has it.")
  }
}

const begun = (file: Readable): Promise<void> =>
  new Promise((resolve, reject) => {
    file.once("error", reject)
    file.once("readable", resolve)
    file.once("end", resolve)
    file.once("close", resolve)
  })

/** Returns whether the client closed the connection. */
const isClosedByClient = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE"

/** The codes of file systems, S3, Azure and Medusa for a missing file. */
const MISSING = new Set(["ENOENT", "NoSuchKey", "NotFound", "not_found", "BlobNotFound"])

const isMissing = (error: unknown): boolean =>
  typeof error === "object" &&
  error !== null &&
  ["code", "name", "type", "Code"].some((key) => MISSING.has(String(Reflect.get(error, key))))

/** Enforces the announced size: a client reads surplus bytes as the next answer, and waits for missing ones. */
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
      throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "The size of the file differs from its stored size.")
    }
  }
