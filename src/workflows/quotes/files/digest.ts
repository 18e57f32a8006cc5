import { createHash } from "node:crypto"
import type { QuoteFileInput } from "../types"

/**
 * Tells files apart by what they hold.
 *
 * @example
 * digestOf({ filename: "drawing.pdf", content: base64 })
 */
export const digestOf = (file: QuoteFileInput): string =>
  "path" in file ? file.sha256 : createHash("sha256").update(Buffer.from(file.content, "base64")).digest("hex")

/**
 * How many bytes a file has.
 *
 * @example
 * sizeOf({ filename: "note.txt", content: "QQ==" }) // 1
 */
export const sizeOf = (file: QuoteFileInput): number => ("path" in file ? file.size : Buffer.byteLength(file.content, "base64"))
