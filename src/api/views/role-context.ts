import type { MedusaContainer } from "@medusajs/framework/types"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { CustomerMetaRecord, DifferenceRecord } from "../../modules/customer-role/types"
import { findLookAlikes, type LookAlike } from "../../workflows/customer-role"
import { customersById, type NamedCustomer } from "./named-customers"

type NamedLookAlike = LookAlike & { customer: NamedCustomer | null }

/** What an admin should know besides a role: how far Clerk agrees with it, and who may belong to the same company. */
export type RoleContext = {
  clerk: {
    /** What Clerk does not have yet; `null` if nothing waits. */
    write_back: { attempts: number; reason: string | null; next_attempt_at: Date } | null
    differences: Pick<DifferenceRecord, "kind" | "reason" | "found_at">[]
  }
  look_alikes: { same_tax_id: NamedLookAlike[]; same_email_domain: NamedLookAlike[]; email_domain: string | null }
}

/** Returns the context of a role. */
export const contextOf = async (container: MedusaContainer, record: CustomerMetaRecord): Promise<RoleContext> => {
  const { differences, writeBacks } = container.resolve(CUSTOMER_ROLE_MODULE)
  const { customer_id, clerk_user_id, tax_id } = record
  const own = await customersById(container, [customer_id])
  const [write_back, different, { same_tax_id, same_email_domain, email_domain }] = await Promise.all([
    writeBacks.find(record.id),
    differences.listOf(clerk_user_id),
    findLookAlikes(container, { customer_id, tax_id, email: own.get(customer_id)?.email ?? null }),
  ])
  const others = await customersById(
    container,
    [...same_tax_id, ...same_email_domain].map((other) => other.customer_id)
  )
  const named = (found: LookAlike[]) => found.map((other) => ({ ...other, customer: others.get(other.customer_id) ?? null }))
  return {
    clerk: { write_back, differences: different.map(({ kind, reason, found_at }) => ({ kind, reason, found_at })) },
    look_alikes: { same_tax_id: named(same_tax_id), same_email_domain: named(same_email_domain), email_domain },
  }
}
