import type { MedusaRequest } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../errors"

const HEADER = "idempotency-key"
const MOST = 255

// Characters that are valid both in a header and in a text of the database.
const PRINTABLE = /^[\x20-\x7e\xa0-\xff]+$/

/**
 * Returns the caller's `Idempotency-Key`, or `undefined` if there is none.
 *
 * @throws CustomerRoleError `invalid_request` if the key is blank, too long or not printable
 */
export const readIdempotencyKey = ({ headers }: Pick<MedusaRequest, "headers">): string | undefined => {
  const value = headers[HEADER]
  if (value === undefined) {
    return undefined
  }
  const key = Array.isArray(value) ? value.join(", ") : value.trim()
  if (key.length === 0 || key.length > MOST || !PRINTABLE.test(key)) {
    throw new CustomerRoleError("invalid_request", `The Idempotency-Key is not valid. Send 1 to ${MOST} printable characters.`)
  }
  return key
}
