import { createHash } from "node:crypto"
import type { QuoteFileInput } from "../types"

/**
 * Tells files apart by what they hold.
 *
 * @example
 * digestOf({ filename: "drawing.pdf", content: base64 })
 */
export const digestOf = ({ content }: QuoteFileInput): string =>
  createHash("sha256").update(Buffer.from(content, "base64")).digest("hex")

/**
 * How many bytes a file has.
 *
 * @example
 * sizeOf({ filename: "note.txt", content: "QQ==" }) // 1
 */
export const sizeOf = ({ content }: QuoteFileInput): number => Buffer.byteLength(content, "base64")
