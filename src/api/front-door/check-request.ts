import type { MedusaRequest } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../errors"
import { UNSTORABLE } from "../../text/storable"
import { hadHugeIndex } from "./huge-index"

/** The parts of the API whose requests Medusa looks into before any code of a plugin. */
const API = /^\/(?:store|admin|auth)(?:\/|$)/i

const STORE = /^\/store(?:\/|$)/i

const LONGEST_LOCALE = 255

/** Whether a path is one of Medusa's API, as Express compares paths. */
export const isApiPath = (path: string): boolean => API.test(path)

/**
 * Refuses what Medusa's own code does not survive: it would answer 500, answer never, or keep everybody waiting.
 *
 * @throws CustomerRoleError `invalid_request`
 */
export const checkRequest = (req: MedusaRequest, path: string): void => {
  if (hadHugeIndex(req)) {
    throw new CustomerRoleError("invalid_request", "The query numbers the entries of a list beyond 999.")
  }
  if (isApiPath(path)) {
    requireWellFormed(path)
  }
  if (STORE.test(path)) {
    requireLocale(req.query.locale)
    requireLocale(req.headers["x-medusa-locale"])
  }
}

/** Express answers a malformed escape (`%E0%A4%A`) with a 500 as soon as a route has a parameter there. */
const requireWellFormed = (path: string): void => {
  try {
    decodeURIComponent(path)
  } catch {
    throw new CustomerRoleError("invalid_request", "The path is not a valid URL.")
  }
}

/** Medusa takes the locale for a text, and waits for ever where it is none. */
const requireLocale = (locale: unknown): void => {
  if (locale === undefined) {
    return
  }
  if (typeof locale !== "string" || locale.length > LONGEST_LOCALE || UNSTORABLE.test(locale)) {
    throw new CustomerRoleError("invalid_request", "locale must be a single language tag, such as en-US.")
  }
}
