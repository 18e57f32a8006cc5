import type { Visitor } from "@/lib/auth/server"
import { BusinessTemplate } from "./business"
import { IndividualTemplate } from "./individual"
import { PendingTemplate } from "./pending"
import { RefusedTemplate } from "./refused"
import { RejectedTemplate } from "./rejected"
import { RevokedTemplate } from "./revoked"
import { UnavailableTemplate } from "./unavailable"

/**
 * Returns the overview for a visitor, by what the shop says of them now, not by what they once chose.
 *
 * @example
 * return templateOf(await requireSignedIn())
 */
export const templateOf = (visitor: Exclude<Visitor, { status: "signed-out" }>) => {
  if (visitor.status === "refused") {
    return <RefusedTemplate denial={visitor.denial} />
  }
  if (visitor.status === "unavailable") {
    return <UnavailableTemplate />
  }
  const { role } = visitor
  switch (role.verification_status) {
    case "verified":
      return <BusinessTemplate role={role} />
    case "pending":
      return <PendingTemplate role={role} />
    case "rejected":
      return <RejectedTemplate role={role} />
    case "revoked":
      return <RevokedTemplate role={role} />
    case "not_required":
      return <IndividualTemplate />
  }
}
