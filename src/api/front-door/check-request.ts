import type { MedusaRequest } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../errors"
import { UNSTORABLE } from "../../text/storable"
import { hadHugeIndex } from "./huge-index"

/** The parts of the API where Medusa's own middlewares run before any code of a plugin. */
const API = /^\/(?:store|admin|auth)(?:\/|$)/i

const STORE = /^\/store(?:\/|$)/i

const LONGEST_LOCALE = 255

/** Tells whether a path belongs to Medusa's API. Ignores case, as Express does. */
export const isApiPath = (path: string): boolean => API.test(path)

/** Tells whether a path belongs to the store part of the API. */
export const isStorePath = (path: string): boolean => STORE.test(path)

/**
 * Refuses requests that Medusa's own code cannot handle: it would answer 500, never answer, or block the process.
 *
 * @throws CustomerRoleError `invalid_request`
 */
export const checkRequest = (req: MedusaRequest, path: string): void => {
  if (hadHugeIndex(req)) {
    throw new CustomerRoleError(
      "invalid_request",
      "The query contains a list index above 999. Send the entries of the list without large indices."
    )
  }
  if (isApiPath(path)) {
    requireWellFormed(path)
  }
  if (isStorePath(path)) {
    requireLocale(req.query.locale)
    requireLocale(req.headers["x-medusa-locale"])
  }
}

/** Refuses malformed escapes such as `%E0%A4%A`. Express answers 500 if a route has a parameter there. */
const requireWellFormed = (path: string): void => {
  try {
    decodeURIComponent(path)
  } catch {
    throw new CustomerRoleError("invalid_request", "The path is not validly percent-encoded. Encode it with encodeURIComponent.")
  }
}

/** Refuses a locale that is not a text. Medusa would never answer the request. */
const requireLocale = (locale: unknown): void => {
  if (locale === undefined) {
    return
  }
  if (typeof locale !== "string" || locale.length > LONGEST_LOCALE || UNSTORABLE.test(locale)) {
    throw new CustomerRoleError("invalid_request", "The locale is not a language tag. Send a single one, such as en-US.")
  }
}
