import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { CustomerRoleEvents } from "../events"
import { logEvent } from "../observability/log"
import { drainWriteBacks } from "../workflows/customer-role/drain-write-backs"

/**
 * Writes changed roles to Clerk's `publicMetadata`, where storefronts read them. The event is only a trigger: the queue is
 * in the database, and the job finds it as well.
 */
export default async function writeRolesBackToClerk({ container }: SubscriberArgs): Promise<void> {
  // Does not wait: some event buses deliver one event at a time, and the queue may be long.
  drainWriteBacks(container).catch(() => logEvent(container, "customer_role.write_back_failed", { code: "internal_error" }))
}

export const config: SubscriberConfig = {
  event: [
    CustomerRoleEvents.CREATED,
    CustomerRoleEvents.PENDING,
    CustomerRoleEvents.VERIFIED,
    CustomerRoleEvents.REJECTED,
    CustomerRoleEvents.REVOKED,
    CustomerRoleEvents.ACCOUNT_TYPE_CHANGED,
  ],
  context: { subscriberId: "customer-role-write-back" },
}
