import diagnostics from "node:diagnostics_channel"
import type { IncomingMessage } from "node:http"

/** More than a request has room for: 16 KB hold four hundred entries of a list. */
const HUGE_INDEX = /\[0*[1-9]\d{3}/

/** What {@link HUGE_INDEX} looks for may come percent-encoded. */
const ENCODED = /%(5b|5d|3\d)/gi

const decoded = (text: string): string => text.replace(ENCODED, (_all, code: string) => String.fromCharCode(parseInt(code, 16)))

/** The name of a parameter, where `qs` sees its end. */
const nameOf = (parameter: string): string => {
  const behindBracket = parameter.indexOf("]=")
  const end = behindBracket === -1 ? parameter.indexOf("=") : behindBracket + 1
  return end === -1 ? parameter : parameter.slice(0, end)
}

/**
 * Whether a query names an entry of a list by a number that no list has. Medusa reads queries without a bound on these, and
 * `?a[999999999]=x` occupies the process for the better part of a minute.
 *
 * @example
 * hasHugeIndex("id[0]=a&id[1]=b") // false
 * hasHugeIndex("id[999999999]=a") // true
 */
export const hasHugeIndex = (query: string): boolean => decoded(query).split("&").some((parameter) => HUGE_INDEX.test(nameOf(parameter)))

const REFUSED = Symbol.for("medusa-plugin-customer-role/huge-index")
const CHANNEL = "http.server.request.start"

/**
 * Takes such queries away before Express or Medusa sees them: Medusa reads the query in front of everything that a plugin can
 * mount. {@link hadHugeIndex} tells which requests had one.
 */
export const dropHugeIndices = (): void => {
  const channel = diagnostics.channel(CHANNEL)
  // The channel outlives a reload of this file.
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

/** Whether {@link dropHugeIndices} has taken the query of this request away. */
export const hadHugeIndex = (request: IncomingMessage): boolean => Reflect.has(request, REFUSED)
