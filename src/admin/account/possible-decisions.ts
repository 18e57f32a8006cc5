import type { Role } from "../api/types"

/**
 * Returns which decisions a role allows. A rejected business stays rejected until it is verified, and nothing can be decided
 * about individuals and closed accounts.
 *
 * @example
 * possibleDecisions(role) // { canVerify: true, canReject: true } while an application waits
 */
export const possibleDecisions = ({
  account_type,
  deleted_at,
  verification_status,
}: Pick<Role, "account_type" | "deleted_at" | "verification_status">): { canVerify: boolean; canReject: boolean } => {
  const isOpen = account_type === "business" && deleted_at === null
  return {
    canVerify: isOpen && verification_status !== "verified",
    canReject: isOpen && (verification_status === "pending" || verification_status === "verified"),
  }
}
