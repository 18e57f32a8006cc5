/** How long a page waits for the shop. In milliseconds. */
const PATIENCE = 10_000

/** How long a change may take, in milliseconds. Giving up does not undo what the shop does meanwhile. */
const PATIENCE_WITH_CHANGES = 30_000

/** A request that may be sent twice, because it only repeats what Clerk says. */
const REPEATABLE = /\/store\/customers\/sync-role$/

/** Errors of a request that has not left. */
const UNSENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"])

/** A change was sent to the shop, and no answer came: it may have happened. */
export class UncertainChangeError extends Error {
  override readonly name = "UncertainChangeError"
}

/**
 * Sends a request like `fetch`, and waits only for a while: shortly where a page reads, longer where something changes.
 *
 * @throws UncertainChangeError if a change was sent and not answered
 * @example
 * createCustomerRoleClient({ ...settings, fetch: patientFetch })
 */
export const patientFetch: typeof fetch = async (input, init) => {
  const isChange = changesSomething(input, init)
  const limit = AbortSignal.timeout(isChange ? PATIENCE_WITH_CHANGES : PATIENCE)
  try {
    return await fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, limit]) : limit })
  } catch (error) {
    throw isChange && !isUnsent(error) ? new UncertainChangeError("The shop has not answered a change.", { cause: error }) : error
  }
}

const changesSomething = (input: RequestInfo | URL, init: RequestInit | undefined): boolean => {
  const { pathname } = new URL(input instanceof Request ? input.url : input)
  return !["GET", "HEAD"].includes(init?.method ?? "GET") && !REPEATABLE.test(pathname)
}

const isUnsent = (error: unknown): boolean => {
  const { cause }: { cause?: unknown } = Object(error)
  const { code }: { code?: unknown } = Object(cause)
  return typeof code === "string" && UNSENT.has(code)
}
