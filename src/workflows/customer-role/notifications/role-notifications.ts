import type { CustomerMetaRecord, CustomerRoleEventRecord, VerificationStatus } from "../../../modules/customer-role/types"
import type { PluginOptions } from "../../../options"
import {
  draftsToCustomer,
  draftsToShop,
  type FeedData,
  nameInFeed,
  type NotificationDraft,
  type NotifiedCustomer,
  type PlannedNotification,
  planNotifications,
} from "../../notifications/plan-notifications"

/** The statuses that send notifications. */
export type NotifiedStatus = Exclude<VerificationStatus, "not_required">

type RoleNotificationData = {
  store_name: string | null
  customer: NotifiedCustomer
  company_name: string | null
  tax_id: string | null
}

/** The data of the template `application`, for the shop. */
export type ApplicationNotificationData = RoleNotificationData & {
  verification_status: "pending"
  /** Whether the business has applied before. */
  renewed: boolean
  /** ISO 8601. Set if the business was rejected or revoked and has not been verified since. */
  denied_at: string | null
  /** The customer's page in Medusa's admin, if the configuration names its URL. */
  admin_url: string | null
}

/** The data of the templates `verified`, `rejected` and `revoked`, for the customer. */
export type DecisionNotificationData = RoleNotificationData & {
  verification_status: "verified" | "rejected" | "revoked"
  /** The admin's note to the customer. */
  verification_note: string | null
}

/** The source of a role's notifications. */
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

/**
 * Returns the notifications of a role's status: to the shop about an application, to the customer about a decision. Returns
 * none if the role has another status now, which sends its own notifications.
 *
 * @example
 * roleNotifications("rejected", { record, history, customer, store_name: "Cedar", admin_url: null }, options.notifications)
 */
export const roleNotifications = (
  status: NotifiedStatus,
  source: RoleNotificationSource,
  options: PluginOptions["notifications"]
): PlannedNotification[] => {
  const change = source.history.filter((entry) => entry.customer_meta_id === source.record.id && isChangeTo(status, entry)).at(-1)
  if (!change || source.record.verification_status !== status) {
    return []
  }
  return planNotifications(
    {
      trigger_type: `customer_role.${status}`,
      resource_type: "customer",
      resource_id: source.record.customer_id,
      key: `customer_role:${status}:${change.id}`,
    },
    status === "pending" ? applicationDrafts(source, change, options) : decisionDrafts(status, source, options)
  )
}

/** Looks for the change in the history, since `updated_at` also moves with bans and corrections. */
const isChangeTo = (status: NotifiedStatus, { type, before, after }: CustomerRoleEventRecord): boolean =>
  isChange(type) && after?.verification_status === status && before?.verification_status !== status

/** A correction changes nothing by itself. The next sync does. */
const isChange = (type: CustomerRoleEventRecord["type"]): boolean => type !== "corrected"

const commonData = ({ record, customer, store_name }: RoleNotificationSource): RoleNotificationData => ({
  store_name,
  customer,
  company_name: record.company_name,
  tax_id: record.tax_id,
})

const decisionDrafts = (
  status: DecisionNotificationData["verification_status"],
  source: RoleNotificationSource,
  options: PluginOptions["notifications"]
): NotificationDraft[] => {
  const data: DecisionNotificationData = {
    ...commonData(source),
    verification_status: status,
    verification_note: source.record.verification_note,
  }
  return draftsToCustomer(options, source.customer, options.templates[status], data)
}

const applicationDrafts = (
  source: RoleNotificationSource,
  change: CustomerRoleEventRecord,
  options: PluginOptions["notifications"]
): NotificationDraft[] => {
  const earlier = source.history.slice(0, source.history.indexOf(change))
  if (wasNotifiedWithinTheHour(earlier, change)) {
    return []
  }
  const data: ApplicationNotificationData = {
    ...commonData(source),
    verification_status: "pending",
    renewed: earlier.some(({ type, after }) => isChange(type) && after?.account_type === "business"),
    denied_at: source.record.denied_at?.toISOString() ?? null,
    admin_url: source.admin_url,
  }
  return draftsToShop(options, options.templates.application, data, feedData(data))
}

const HOUR_MS = 60 * 60 * 1000

const DECISIONS: readonly CustomerRoleEventRecord["type"][] = ["verified", "rejected", "revoked"]

/** Limits notifications about one undecided business to one an hour, so that switching back and forth at Clerk sends no flood. */
const wasNotifiedWithinTheHour = (earlier: CustomerRoleEventRecord[], change: CustomerRoleEventRecord): boolean => {
  const last = earlier.filter((entry) => entry.customer_meta_id === change.customer_meta_id && isChangeTo("pending", entry)).at(-1)
  if (!last || new Date(change.created_at).getTime() - new Date(last.created_at).getTime() > HOUR_MS) {
    return false
  }
  return !earlier.slice(earlier.indexOf(last)).some(({ type }) => DECISIONS.includes(type))
}

const feedData = ({ company_name, customer, renewed, denied_at }: ApplicationNotificationData): FeedData => {
  const refused = denied_at ? " It was turned down before." : ""
  return {
    title: renewed ? "Renewed business application" : "New business application",
    description: `${nameInFeed(company_name, customer)} waits for verification.${refused}`,
  }
}
