/** Codes of PostgreSQL and of the network for a connection that is cut, refused or unavailable. */
const CODES = new Set([
  "57P01",
  "57P02",
  "57P03",
  "57P05",
  "53300",
  "ECONNRESET",
  "ECONNREFUSED",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
])

/** Class 08: connection exceptions. */
const CONNECTION_EXCEPTION = /^08[0-9A-Z]{3}$/

/** Messages of the driver and the pool that come without a code. */
const SAYINGS = [
  "Connection terminated",
  "Connection ended unexpectedly",
  "connection error and is not queryable",
  "terminating connection due to",
  "server closed the connection unexpectedly",
  "Timeout acquiring a connection",
  "Unable to acquire a connection",
  "timeout exceeded when trying to connect",
].map((saying) => saying.toLowerCase())

const DEPTH = 4

/**
 * Tells whether an error, or one that it wraps, means that the database connection is lost or unavailable. The same
 * request may succeed a moment later; after an ordinary SQL error it would not.
 *
 * @example
 * if (isLostConnection(error)) throw new CustomerRoleError("busy")
 */
export const isLostConnection = (error: unknown, depth = DEPTH): boolean => {
  if (typeof error !== "object" || error === null || depth === 0) {
    return false
  }
  const read = (name: string): unknown => Reflect.get(error, name)
  const [code, message, errors] = [read("code"), read("message"), read("errors")]
  if (typeof code === "string" && (CODES.has(code) || CONNECTION_EXCEPTION.test(code))) {
    return true
  }
  // An SQL error has its own code, and its message may quote text that a caller chose to look like a lost connection.
  if (typeof message === "string" && !isSqlState(code)) {
    const said = message.slice(0, 1_000).toLowerCase()
    if (SAYINGS.some((saying) => said.includes(saying))) {
      return true
    }
  }
  const wrapped = [read("cause"), read("previous"), read("error"), ...(Array.isArray(errors) ? errors : [])]
  return wrapped.some((inner) => isLostConnection(inner, depth - 1))
}

const isSqlState = (code: unknown): boolean => typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)
