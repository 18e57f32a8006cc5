import { sdk } from "../sdk"
import type { TimeFilter } from "../shell/time-filter"
import { type Csv, downloadCsv } from "./csv"
import type { BulkDecision, BusinessPage, Decision, ListedOrder, ListedQuote, NamedCustomer, Role, RoleDetails } from "./types"

/** The keys of the plugin's requests in the dashboard's query cache. */
export const roleKeys = {
  all: ["customer-role"] as const,
  list: (query: object) => ["customer-role", "list", query] as const,
  detail: (customerId: string) => ["customer-role", "detail", customerId] as const,
}

const LIST = "/admin/customers/business"

/** The query of `GET /admin/customers/business`. */
export type BusinessQuery = { status?: string; q?: string; order?: string; limit?: number; offset?: number } & {
  [Time in "created_at" | "waiting_since" | "decided_at" | "updated_at"]?: TimeFilter
}

/**
 * Returns a page of businesses.
 *
 * @example
 * const { customers, count } = await listBusinesses({ status: "pending", limit: 20 })
 */
export const listBusinesses = (query: BusinessQuery): Promise<BusinessPage> => sdk.client.fetch<BusinessPage>(LIST, { query })

/**
 * Returns the businesses that a query finds as a CSV file, and how many rows it leaves out.
 *
 * @example
 * const { file, leftOut } = await exportBusinesses({ status: "pending" })
 */
export const exportBusinesses = (query: BusinessQuery): Promise<Csv> => downloadCsv(LIST, query)

/**
 * Returns a customer's role with the newest 100 entries of its history.
 *
 * @example
 * const { customer_role, history } = await retrieveRole("cus_123")
 */
export const retrieveRole = (customerId: string): Promise<RoleDetails> =>
  sdk.client.fetch<RoleDetails>(`/admin/customers/${encodeURIComponent(customerId)}/role`, { query: { limit: 100 } })

/**
 * Sends a decision. The request outlives the page, so that leaving the page sends a decision that still waits.
 *
 * @example
 * await decide({ customer_id: "cus_123", is_verified: true, expected_updated_at: role.updated_at })
 */
export const decide = (decision: Decision | BulkDecision): Promise<{ customer_roles: Role[] }> =>
  sdk.client.fetch<{ customer_roles: Role[] }>("/admin/customers/verify", { method: "POST", body: decision, keepalive: true })

type Act = "resync" | "restore" | "erase"

/**
 * Resyncs a role with Clerk, restores what was set aside, or erases the person's data.
 *
 * @example
 * await actOnRole("cus_123", "resync")
 */
export const actOnRole = (customerId: string, act: Act, body: object = {}): Promise<object> =>
  sdk.client.fetch<object>(`/admin/customers/${encodeURIComponent(customerId)}/role/${act}`, { method: "POST", body })

/**
 * Writes the note that only admins see, unless somebody else has changed it since the admin saw it.
 *
 * @example
 * await writeNote("cus_123", { internal_note: "Called on Monday", expected_internal_note: null })
 */
export const writeNote = (
  customerId: string,
  note: { internal_note: string | null; expected_internal_note: string | null }
): Promise<object> =>
  sdk.client.fetch<object>(`/admin/customers/${encodeURIComponent(customerId)}/role/note`, { method: "POST", body: note })

/**
 * Returns all that the plugin's tables hold about a person.
 *
 * @example
 * const { tables } = await exportPerson("cus_123")
 */
export const exportPerson = (customerId: string): Promise<object> =>
  sdk.client.fetch<object>(`/admin/customers/${encodeURIComponent(customerId)}/role/export`)

/**
 * Returns a customer of Medusa's, or `null` if there is none.
 *
 * @example
 * const customer = await retrieveCustomer("cus_123")
 */
export const retrieveCustomer = async (customerId: string): Promise<NamedCustomer | null> => {
  try {
    const query = { fields: "id,email,first_name,last_name" }
    const path = `/admin/customers/${encodeURIComponent(customerId)}`
    return (await sdk.client.fetch<{ customer: NamedCustomer }>(path, { query })).customer
  } catch (error) {
    if (statusOf(error) === 404) {
      return null
    }
    throw error
  }
}

const LATEST = { limit: 3, order: "-created_at" }

/**
 * Returns a customer's latest orders, and how many they have.
 *
 * @example
 * const { orders, count } = await latestOrders("cus_123")
 */
export const latestOrders = (customerId: string): Promise<{ orders: ListedOrder[]; count: number }> =>
  sdk.client.fetch<{ orders: ListedOrder[]; count: number }>("/admin/orders", {
    query: { ...LATEST, customer_id: customerId, fields: "id,display_id,status,total,currency_code,created_at" },
  })

/**
 * Returns a customer's latest quotes, and how many they have.
 *
 * @example
 * const { quotes, count } = await latestQuotes("cus_123")
 */
export const latestQuotes = (customerId: string): Promise<{ quotes: ListedQuote[]; count: number }> =>
  sdk.client.fetch<{ quotes: ListedQuote[]; count: number }>("/admin/quotes", { query: { ...LATEST, customer_id: customerId } })

/**
 * Returns the HTTP status of a failed request, or undefined if no answer came.
 *
 * @example
 * statusOf(error) === 409
 */
export const statusOf = (error: unknown): number | undefined => {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined
  return typeof status === "number" ? status : undefined
}

/**
 * Returns why a request failed in the words of the shop, or `otherwise` if no answer came.
 *
 * @example
 * toast.error(failureOf(error, text("quotes.noAnswer")))
 */
export const failureOf = (error: unknown, otherwise: string): string =>
  statusOf(error) !== undefined && error instanceof Error ? error.message : otherwise
