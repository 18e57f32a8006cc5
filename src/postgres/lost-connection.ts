/** PostgreSQL's codes for a connection that is cut, refused or not to be had, and those of the network below. */
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

/** What the driver and the pool say without a code. */
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
 * Whether an error, or what it wraps, says that the connection to the database is gone or was not to be had. The same
 * request may well work in a moment; an ordinary error of SQL never does.
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
  // An error of SQL has a code of its own, and may quote whatever a caller has sent.
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
