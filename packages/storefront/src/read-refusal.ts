import type { ErrorCode } from "./error-catalogue.js"
import { CustomerRoleError } from "./errors.js"
import type { ErrorBody } from "./types.js"

/**
 * The refusal that an answer is, or `undefined` where it is Medusa's own or none at all. Reads the body. Which codes count is up to
 * the caller, so that a bundle without use for the catalogue does not have it.
 *
 * @example
 * const refusal = await readRefusal(response, isKnownCode)
 */
export const readRefusal = async (
  response: Response,
  isCode: (value: unknown) => value is ErrorCode
): Promise<CustomerRoleError | undefined> => {
  const body: ErrorBody | null = response.ok ? null : await response.json().catch(() => null)
  return body && isCode(body.code)
    ? new CustomerRoleError({ ...body, status: response.status, retryAfter: Number(response.headers.get("retry-after")) || undefined })
    : undefined
}
