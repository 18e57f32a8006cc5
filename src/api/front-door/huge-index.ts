import diagnostics from "node:diagnostics_channel"
import type { IncomingMessage } from "node:http"

/** Matches an index above 999. A request has no room for so many entries: 16 KB hold about four hundred. */
const HUGE_INDEX = /\[0*[1-9]\d{3}/

/** The characters of {@link HUGE_INDEX} in percent-encoding. */
const ENCODED = /%(5b|5d|3\d)/gi

const decoded = (text: string): string => text.replace(ENCODED, (_all, code: string) => String.fromCharCode(parseInt(code, 16)))

/** Returns the name of a parameter, which ends where `qs` sees its end. */
const nameOf = (parameter: string): string => {
  const behindBracket = parameter.indexOf("]=")
  const end = behindBracket === -1 ? parameter.indexOf("=") : behindBracket + 1
  return end === -1 ? parameter : parameter.slice(0, end)
}

/**
 * Tells whether a query contains a list index that no real list reaches. Medusa parses queries without a bound on indices,
 * and `?a[999999999]=x` blocks the process for most of a minute.
 *
 * @example
 * hasHugeIndex("id[0]=a&id[1]=b") // false
 * hasHugeIndex("id[999999999]=a") // true
 */
export const hasHugeIndex = (query: string): boolean =>
  decoded(query)
    .split("&")
    .some((parameter) => HUGE_INDEX.test(nameOf(parameter)))

const REFUSED = Symbol.for("medusa-plugin-customer-role/huge-index")
const CHANNEL = "http.server.request.start"

/**
 * Removes such queries before Express or Medusa sees them, since Medusa parses the query before anything that a plugin can
 * mount. {@link hadHugeIndex} tells which requests had one.
 */
export const dropHugeIndices = (): void => {
  const channel = diagnostics.channel(CHANNEL)
  // The channel outlives a reload of this file, and a second subscription would do the work twice.
  if (!Reflect.has(channel, REFUSED)) {
    Reflect.set(channel, REFUSED, true)
    diagnostics.subscribe(CHANNEL, (message) => {
      if (hasRequest(message)) {
        dropHugeIndex(message.request)
      }
    })
  }
}

const hasRequest = (message: unknown): message is { request: IncomingMessage } =>
  typeof message === "object" && message !== null && "request" in message

const dropHugeIndex = (request: IncomingMessage): void => {
  const { url = "" } = request
  const start = url.indexOf("?")
  if (start !== -1 && hasHugeIndex(url.slice(start + 1))) {
    request.url = url.slice(0, start)
    Reflect.set(request, REFUSED, true)
  }
}

/** Tells whether {@link dropHugeIndices} has removed the query of this request. */
export const hadHugeIndex = (request: IncomingMessage): boolean => Reflect.has(request, REFUSED)
