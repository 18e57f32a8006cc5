import { createHash } from "node:crypto"
import type { QuoteFileInput } from "../types"

/**
 * Returns the SHA-256 of a file's content in hexadecimal.
 *
 * @example
 * digestOf({ filename: "drawing.pdf", content: base64 })
 */
export const digestOf = (file: QuoteFileInput): string =>
  "path" in file ? file.sha256 : createHash("sha256").update(Buffer.from(file.content, "base64")).digest("hex")

/**
 * Returns the size of a file in bytes.
 *
 * @example
 * sizeOf({ filename: "note.txt", content: "QQ==" }) // 1
 */
export const sizeOf = (file: QuoteFileInput): number => ("path" in file ? file.size : Buffer.byteLength(file.content, "base64"))
