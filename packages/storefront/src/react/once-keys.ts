/** Hands out idempotency keys: the same one for the same request until it is done, another one for any other request. */
export type OnceKeys = {
  keyFor: (request: unknown) => string
  /** Call it once the shop has answered for good. */
  forget: () => void
}

type Kept = { key: string; request: string }

/**
 * Creates the keys of one form. With `storageKey` they outlive the page, so that somebody whose tab has crashed in the
 * middle of an order does not order twice.
 *
 * @example
 * const keys = createOnceKeys("cedar.order")
 * await shop.bulkOrders.create(input, { idempotencyKey: keys.keyFor(input) })
 * keys.forget()
 */
export const createOnceKeys = (storageKey?: string): OnceKeys => {
  let kept: Kept | undefined
  return {
    keyFor: (request) => {
      kept ??= storageKey === undefined ? undefined : (readStored(storageKey) as Kept | undefined)
      const fingerprint = fingerprintOf(JSON.stringify(request))
      if (kept?.request !== fingerprint) {
        kept = { key: randomId(), request: fingerprint }
        writeStored(storageKey, kept)
      }
      return kept.key
    },
    forget: () => {
      kept = undefined
      writeStored(storageKey, undefined)
    },
  }
}

/** Reads a value that {@link writeStored} has stored; `undefined` if there is none, or storage is off. */
export const readStored = (key: string): unknown => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") ?? undefined
  } catch {
    return undefined
  }
}

/** Stores a value, or removes it if it is `undefined`. Storage that is off or full loses comfort, not function. */
export const writeStored = (key: string | undefined, value: unknown): void => {
  if (key === undefined) {
    return
  }
  try {
    if (value === undefined) {
      localStorage.removeItem(key)
    } else {
      localStorage.setItem(key, JSON.stringify(value))
    }
  } catch {
    // The page still has the value.
  }
}

/** `crypto.randomUUID` exists on secure pages only. */
export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36).padStart(7, "0")).join("")

/** Two 32-bit FNV-1a hashes. The shop compares the requests themselves, so a collision orders nothing wrong. */
const fingerprintOf = (text: string): string => {
  let one = 0x811c9dc5
  let other = 0x1b873593
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 0x01000193)
    other = Math.imul(other ^ code, 0x85ebca6b)
  }
  return `${(one >>> 0).toString(36)}.${(other >>> 0).toString(36)}.${text.length}`
}
