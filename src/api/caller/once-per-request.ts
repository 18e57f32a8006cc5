import type { MedusaRequest } from "@medusajs/framework/http"

/** Looks something up under a key, or returns what the same key found earlier in the request. */
export type OncePerRequest<Found> = (req: MedusaRequest, key: string, lookUp: () => Promise<Found>) => Promise<Found>

/**
 * Returns a function that looks each key up once a request, however many guards ask. A failure stays for the request, too.
 *
 * @example
 * const ownersOnce = oncePerRequest<Owner[]>()
 * const owners = await ownersOnce(req, id, () => findOwners(req.scope, "cart", id))
 */
export const oncePerRequest = <Found>(): OncePerRequest<Found> => {
  const lookUps = new WeakMap<object, Map<string, Promise<Found>>>()
  return (req, key, lookUp) => {
    const known = lookUps.get(req) ?? new Map<string, Promise<Found>>()
    lookUps.set(req, known)
    const found = known.get(key) ?? lookUp()
    known.set(key, found)
    return found
  }
}
