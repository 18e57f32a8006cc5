const MB = 1_048_576

/** What a message carries at most with the plugin's usual limits, and a bit for the form around it: five files of 10 MB. */
const LARGEST_MESSAGE_MB = 51

/** Two million letters of a sheet, some of which JSON writes with two. */
const LARGEST_OTHER_MB = 5

/**
 * Returns how many bytes a call of the page may carry. Whoever calls need not be anybody whom the shop knows, and what they
 * send is in memory until the shop has seen it.
 *
 * @example
 * largestBody("/store/quotes/quo_1/messages")
 */
export const largestBody = (path: string): number => (path.endsWith("/messages") ? LARGEST_MESSAGE_MB : LARGEST_OTHER_MB) * MB

/**
 * Reads the body of a request, and stops at its limit: returns `null` for a larger one.
 *
 * @example
 * const body = await readBody(request, largestBody(path))
 */
export const readBody = async (request: Request, largest: number): Promise<Uint8Array<ArrayBuffer> | null> => {
  if (Number(request.headers.get("content-length") ?? 0) > largest) {
    return null
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > largest) {
      return null
    }
    chunks.push(chunk)
  }
  const body = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    body.set(chunk, at)
    at += chunk.byteLength
  }
  return body
}
