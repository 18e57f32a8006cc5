import { callPlugin } from "./call-plugin"
import type { TimeFilter } from "../shell/time-filter"
import { type Csv, downloadCsv } from "./csv"
import type { BulkDecision, BusinessPage, Decision, ListedQuote, Role, RoleDetails } from "./types"

/** The keys of the plugin's requests in the dashboard's query cache. */
export const roleKeys = {
  all: ["customer-role"] as const,
  list: (query: object) => ["customer-role", "list", query] as const,
  detail: (customerId: string) => ["customer-role", "detail", customerId] as const,
}

const LIST = "GET /admin/customers/business"

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
export const listBusinesses = (query: BusinessQuery): Promise<BusinessPage> => callPlugin<BusinessPage>(LIST, { query })

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
  callPlugin<RoleDetails>("GET /admin/customers/:id/role", { params: { id: customerId }, query: { limit: 100 } })

/**
 * Sends a decision. The request outlives the page, so that leaving the page sends a decision that still waits.
 *
 * @example
 * await decide({ customer_id: "cus_123", is_verified: true, expected_updated_at: role.updated_at })
 */
export const decide = (decision: Decision | BulkDecision): Promise<{ customer_roles: Role[] }> =>
  callPlugin<{ customer_roles: Role[] }>("POST /admin/customers/verify", { body: decision, keepalive: true })

type Act = "resync" | "restore" | "erase"

/**
 * Resyncs a role with Clerk, restores what was set aside, or erases the person's data.
 *
 * @example
 * await actOnRole("cus_123", "resync")
 */
export const actOnRole = (customerId: string, act: Act, body: object = {}): Promise<object> =>
  callPlugin<object>(`POST /admin/customers/:id/role/${act}`, { params: { id: customerId }, body })

/**
 * Writes the note that only admins see, unless somebody else has changed it since the admin saw it.
 *
 * @example
 * await writeNote("cus_123", { internal_note: "Called on Monday", expected_internal_note: null })
 */
export const writeNote = (
  customerId: string,
  note: { internal_note: string | null; expected_internal_note: string | null }
): Promise<object> => callPlugin<object>("POST /admin/customers/:id/role/note", { params: { id: customerId }, body: note })

/**
 * Returns all that the plugin's tables hold about a person.
 *
 * @example
 * const { tables } = await exportPerson("cus_123")
 */
export const exportPerson = (customerId: string): Promise<object> =>
  callPlugin<object>("GET /admin/customers/:id/role/export", { params: { id: customerId } })

/**
 * Returns a customer's latest quotes, and how many they have.
 *
 * @example
 * const { quotes, count } = await latestQuotes("cus_123")
 */
export const latestQuotes = (customerId: string): Promise<{ quotes: ListedQuote[]; count: number }> =>
  callPlugin<{ quotes: ListedQuote[]; count: number }>("GET /admin/quotes", {
    query: { limit: 3, order: "-created_at", customer_id: customerId },
  })

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
