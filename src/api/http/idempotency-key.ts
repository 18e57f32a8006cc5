import type { MedusaRequest } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../errors"

const HEADER = "idempotency-key"
const MOST = 255

// What may stand in a header and in a text of the database.
const PRINTABLE = /^[\x20-\x7e\xa0-\xff]+$/

/**
 * The caller's `Idempotency-Key`, or `undefined`.
 *
 * @throws CustomerRoleError `invalid_request` where it is blank, too long or not to be printed
 */
export const readIdempotencyKey = ({ headers }: Pick<MedusaRequest, "headers">): string | undefined => {
  const value = headers[HEADER]
  if (value === undefined) {
    return undefined
  }
  const key = Array.isArray(value) ? value.join(", ") : value.trim()
  if (key.length === 0 || key.length > MOST || !PRINTABLE.test(key)) {
    throw new CustomerRoleError("invalid_request", `Idempotency-Key: send 1 to ${MOST} printable characters.`)
  }
  return key
}
