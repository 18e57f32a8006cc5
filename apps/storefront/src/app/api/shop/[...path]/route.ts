import { isPassedOn } from "@/lib/medusa/passed-on"
import { patientFetch, UncertainChangeError } from "@/lib/medusa/patient-fetch"
import { largestBody, readBody } from "@/lib/medusa/read-body"
import { medusaSettings } from "@/lib/settings"

const PREFIX = "/api/shop"

/** What of a call reaches the shop, and what of its answer reaches the page. */
const ASKED = ["authorization", "content-type", "accept", "idempotency-key", "x-medusa-locale"]
const ANSWERED = ["content-type", "content-disposition", "retry-after"]

/**
 * Passes calls of the page on to the shop, so that the browser needs no address and no key of it. The credential is the
 * visitor's own token in the `Authorization` header: cookies count for nothing here, so no other site can call in a
 * visitor's name.
 */
const passOn = async (request: Request): Promise<Response> => {
  const { pathname, search } = new URL(request.url)
  const path = pathname.slice(PREFIX.length)
  if (!isPassedOn(request.method, path)) {
    return refuse(404, "not_found", "There is nothing at this address.")
  }
  if (!request.headers.get("authorization")?.startsWith("Bearer ")) {
    return refuse(401, "unauthenticated", "Sign in first.")
  }
  const { baseUrl, publishableKey } = medusaSettings()
  const headers = new Headers({ "x-publishable-api-key": publishableKey })
  for (const name of ASKED) {
    const value = request.headers.get(name)
    if (value !== null) {
      headers.set(name, value)
    }
  }
  // Buffered: a body that is streamed cannot be told from one that has not left when the shop is away.
  const body = request.method === "POST" ? await readBody(request, largestBody(path)) : undefined
  if (body === null) {
    return refuse(413, "payload_too_large", "This is more than the shop takes at once.")
  }
  try {
    const answer = await patientFetch(new URL(`${path}${search}`, `${baseUrl.replace(/\/$/, "")}/`), {
      method: request.method,
      headers,
      ...(body && { body }),
      cache: "no-store",
      redirect: "manual",
    })
    return new Response(answer.body, { status: answer.status, headers: answerHeaders(answer.headers) })
  } catch (error) {
    return error instanceof UncertainChangeError
      ? refuse(504, undefined, "The shop has not answered.")
      : refuse(502, undefined, "The shop cannot be reached.")
  }
}

const answerHeaders = (from: Headers): Headers => {
  const headers = new Headers(PRIVATE)
  for (const name of ANSWERED) {
    const value = from.get(name)
    if (value !== null) {
      headers.set(name, value)
    }
  }
  return headers
}

const PRIVATE = { "cache-control": "private, no-store", "x-content-type-options": "nosniff" }

const refuse = (status: number, code: string | undefined, message: string): Response =>
  Response.json({ type: "refused", ...(code && { code }), message }, { status, headers: PRIVATE })

export { passOn as DELETE, passOn as GET, passOn as POST }
