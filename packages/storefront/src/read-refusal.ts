import type { ErrorCode } from "./error-catalogue.js"
import { CustomerRoleError } from "./errors.js"
import type { ErrorBody } from "./types.js"

/**
 * Reads the body and returns the refusal in it, or `undefined` if the answer is Medusa's own or not a refusal. The
 * caller decides which codes count, so that a bundle without the catalogue stays small.
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
