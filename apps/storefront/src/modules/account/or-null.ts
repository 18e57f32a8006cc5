import { unstable_rethrow } from "next/navigation"

/**
 * Returns `null` for what could not be loaded, so that one part of a page can say so and the others still show.
 *
 * @example
 * const orders = await orNull(listOrders({ limit: 5 }))
 */
export const orNull = async <Value>(loading: Promise<Value>): Promise<Value | null> => {
  try {
    return await loading
  } catch (error) {
    // A redirect and "not found" are errors as well, which Next.js has to see.
    unstable_rethrow(error)
    console.error("A part of the page could not be loaded.", error)
    return null
  }
}
