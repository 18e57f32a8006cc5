import type { CreateNotificationDTO } from "@medusajs/framework/types"
import type { CustomerMetaRecord, CustomerRoleEventRecord, VerificationStatus } from "../../modules/customer-role/types"
import type { PluginOptions } from "../../options"

/** The standings of a business that somebody is told of. */
export type NotifiedStatus = Exclude<VerificationStatus, "not_required">

/** A notification that tells the same however often it is made: its key is the same each time. */
export type RoleNotification = CreateNotificationDTO & { template: string; idempotency_key: string }

/** The customer, as each template gets him. */
export type NotifiedCustomer = { id: string; email: string; first_name: string | null; last_name: string | null }

type RoleNotificationData = {
  store_name: string | null
  customer: NotifiedCustomer
  company_name: string | null
  tax_id: string | null
}

/** What the template `application` gets, which tells the shop. */
export type ApplicationNotificationData = RoleNotificationData & {
  verification_status: "pending"
  /** The business has applied before: its details have changed, or it has come back. */
  renewed: boolean
  /** ISO 8601; set where the business was rejected or revoked and has not been verified since. */
  denied_at: string | null
  /** The customer's page in Medusa's admin, where the configuration says where that is. */
  admin_url: string | null
}

/** What the templates `verified`, `rejected` and `revoked` get, which tell the customer. */
export type DecisionNotificationData = RoleNotificationData & {
  verification_status: "verified" | "rejected" | "revoked"
  /** The note that the admin left for the customer. */
  verification_note: string | null
}

/** What notifications are made of. */
export type RoleNotificationSource = {
  record: Pick<
    CustomerMetaRecord,
    "id" | "customer_id" | "company_name" | "tax_id" | "verification_status" | "verification_note" | "denied_at"
  >
  /** The customer's history, oldest first. */
  history: CustomerRoleEventRecord[]
  customer: NotifiedCustomer
  store_name: string | null
  admin_url: string | null
}

/** Medusa's admin shows what has this channel, this template and no particular recipient. */
const ADMIN_FEED = { channel: "feed", template: "admin-ui", to: "" }

/**
 * The notifications of a role's standing: to the shop of an application, to the customer of a decision. None where the
 * role no longer stands at `status`; whatever it has moved on to tells of itself.
 *
 * @example
 * roleNotifications("rejected", { record, history, customer, store_name: "Cedar", admin_url: null }, options.notifications)
 */
export const roleNotifications = (
  status: NotifiedStatus,
  source: RoleNotificationSource,
  options: PluginOptions["notifications"]
): RoleNotification[] => {
  const change = source.history.filter((entry) => entry.customer_meta_id === source.record.id && isChangeTo(status, entry)).at(-1)
  if (!change || source.record.verification_status !== status) {
    return []
  }
  const common = {
    trigger_type: `customer_role.${status}`,
    resource_type: "customer",
    resource_id: source.record.customer_id,
  }
  const keyOf = (recipient: string): string => `customer_role:${status}:${change.id}:${recipient}`
  if (status !== "pending") {
    return decisionNotifications(status, source, options).map((notification) => ({
      ...common,
      ...notification,
      receiver_id: source.customer.id,
      idempotency_key: keyOf("customer"),
    }))
  }
  return applicationNotifications(source, change, options).map((notification) => ({
    ...common,
    ...notification,
    idempotency_key: keyOf(notification.to || notification.channel),
  }))
}

/** `updated_at` would move with a ban and a correction too, and the history names the very change. */
const isChangeTo = (status: NotifiedStatus, { type, before, after }: CustomerRoleEventRecord): boolean =>
  isChange(type) && after?.verification_status === status && before?.verification_status !== status

/** A correction says what an admin has written to Clerk; the change comes with the sync. */
const isChange = (type: CustomerRoleEventRecord["type"]): boolean => type !== "corrected"

type Message = { channel: string; to: string; template: string; data: Record<string, unknown> }

const commonData = ({ record, customer, store_name }: RoleNotificationSource): RoleNotificationData => ({
  store_name,
  customer,
  company_name: record.company_name,
  tax_id: record.tax_id,
})

const decisionNotifications = (
  status: DecisionNotificationData["verification_status"],
  source: RoleNotificationSource,
  { channel, templates }: PluginOptions["notifications"]
): Message[] => {
  const data: DecisionNotificationData = {
    ...commonData(source),
    verification_status: status,
    verification_note: source.record.verification_note,
  }
  return channel === false ? [] : [{ channel, to: source.customer.email, template: templates[status], data }]
}

const applicationNotifications = (
  source: RoleNotificationSource,
  change: CustomerRoleEventRecord,
  { channel, shop, adminFeed, templates }: PluginOptions["notifications"]
): Message[] => {
  const earlier = source.history.slice(0, source.history.indexOf(change))
  if (wasToldLately(earlier, change)) {
    return []
  }
  const data: ApplicationNotificationData = {
    ...commonData(source),
    verification_status: "pending",
    renewed: earlier.some(({ type, after }) => isChange(type) && after?.account_type === "business"),
    denied_at: source.record.denied_at?.toISOString() ?? null,
    admin_url: source.admin_url,
  }
  const addresses = channel === false ? [] : [...new Set(shop)].map((to) => ({ channel, to }))
  return [
    ...addresses.map((address) => ({ ...address, template: templates.application, data })),
    ...(adminFeed ? [{ ...ADMIN_FEED, data: feedData(data) }] : []),
  ]
}

const HOUR_MS = 60 * 60 * 1000

const DECISIONS: readonly CustomerRoleEventRecord["type"][] = ["verified", "rejected", "revoked"]

/** Whoever goes to and fro at Clerk while nobody has decided yet must not fill the shop's mailbox. */
const wasToldLately = (earlier: CustomerRoleEventRecord[], change: CustomerRoleEventRecord): boolean => {
  const last = earlier.filter((entry) => entry.customer_meta_id === change.customer_meta_id && isChangeTo("pending", entry)).at(-1)
  if (!last || new Date(change.created_at).getTime() - new Date(last.created_at).getTime() > HOUR_MS) {
    return false
  }
  return !earlier.slice(earlier.indexOf(last)).some(({ type }) => DECISIONS.includes(type))
}

const feedData = ({ company_name, customer, renewed, denied_at }: ApplicationNotificationData): { title: string; description: string } => {
  const fullName = [customer.first_name, customer.last_name].filter(Boolean).join(" ")
  const name = company_name ?? (fullName || null)
  const refused = denied_at ? " It was turned down before." : ""
  return {
    title: renewed ? "Renewed business application" : "New business application",
    description: `${name === null ? customer.email : `${name} (${customer.email})`} waits for verification.${refused}`,
  }
}
