import { GERMAN_ADDRESS } from "../helpers/catalogue"
import type { CallOptions } from "../helpers/http"
import { describeShop, type Shop } from "../helpers/shop"

/*
 * Who may do what. A cell is the expected status and, where the answer is an error of ours, its code.
 *
 *   nobody      no credential at all
 *   badToken    a Clerk token with any of the defects below
 *   individual … disabled   signed in, with that role
 *   another     a verified business that asks for what belongs to `verified`
 *   admin       an admin's Medusa token
 *
 * `own`: what belongs to the caller; `verified's`: what belongs to the verified business.
 */
const TABLE: Row[] = [
  row("POST /store/customers/sync-role", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "200", pending: "200", verified: "200",
    rejected: "200", revoked: "200", disabled: "403 account_disabled", another: "200", admin: "401 unauthenticated",
  }),
  row("GET /store/customers/sync-role/me", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "200", pending: "200", verified: "200",
    rejected: "200", revoked: "200", disabled: "403 account_disabled", another: "200", admin: "401 unauthenticated",
  }),
  row("GET /store/customers/sync-role/<own customer id>", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "200", pending: "200", verified: "200",
    rejected: "200", revoked: "200", disabled: "403 account_disabled", another: "200", admin: "401 unauthenticated",
  }),
  row("GET /store/customers/sync-role/<own Clerk id>", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "200", pending: "200", verified: "200",
    rejected: "200", revoked: "200", disabled: "403 account_disabled", another: "200", admin: "401 unauthenticated",
  }),
  row("GET /store/customers/sync-role/<verified's customer id>", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "403 not_your_role",
    pending: "403 not_your_role", verified: "200", rejected: "403 not_your_role", revoked: "403 not_your_role",
    disabled: "403 account_disabled", another: "403 not_your_role", admin: "401 unauthenticated",
  }),
  row("GET /store/customers/sync-role/<verified's Clerk id>", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "403 not_your_role",
    pending: "403 not_your_role", verified: "200", rejected: "403 not_your_role", revoked: "403 not_your_role",
    disabled: "403 account_disabled", another: "403 not_your_role", admin: "401 unauthenticated",
  }),
  row("GET /store/customers/sync-role/<nobody's id>", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "403 not_your_role",
    pending: "403 not_your_role", verified: "403 not_your_role", rejected: "403 not_your_role",
    revoked: "403 not_your_role", disabled: "403 account_disabled", another: "403 not_your_role",
    admin: "401 unauthenticated",
  }),
  row("POST /store/orders/create-bulk", { level: "business",
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "403 business_account_required",
    pending: "201", verified: "201", rejected: "403 verification_rejected", revoked: "403 verification_revoked",
    disabled: "403 account_disabled", another: "201", admin: "401 unauthenticated",
  }),
  row("POST /store/orders/create-bulk", { level: "verified",
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "403 business_account_required",
    pending: "403 verification_pending", verified: "201", rejected: "403 verification_rejected",
    revoked: "403 verification_revoked", disabled: "403 account_disabled", another: "201",
    admin: "401 unauthenticated",
  }),
  row("POST /store/orders/create-bulk/preview", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "403 business_account_required",
    pending: "200", verified: "200", rejected: "403 verification_rejected", revoked: "403 verification_revoked",
    disabled: "403 account_disabled", another: "200", admin: "401 unauthenticated",
  }),
  row("POST /store/orders/create-bulk/cart", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "403 business_account_required",
    pending: "201", verified: "201", rejected: "403 verification_rejected", revoked: "403 verification_revoked",
    disabled: "403 account_disabled", another: "201", admin: "401 unauthenticated",
  }),
  row("GET /store/orders/create-bulk/template.csv", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "403 business_account_required",
    pending: "200", verified: "200", rejected: "403 verification_rejected", revoked: "403 verification_revoked",
    disabled: "403 account_disabled", another: "200", admin: "401 unauthenticated",
  }),
  row("POST /store/quotes/request", { level: "business",
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "403 business_account_required",
    pending: "201", verified: "201", rejected: "403 verification_rejected", revoked: "403 verification_revoked",
    disabled: "403 account_disabled", another: "201", admin: "401 unauthenticated",
  }),
  row("POST /store/quotes/request", { level: "verified",
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "403 business_account_required",
    pending: "403 verification_pending", verified: "201", rejected: "403 verification_rejected",
    revoked: "403 verification_revoked", disabled: "403 account_disabled", another: "201",
    admin: "401 unauthenticated",
  }),
  row("GET /store/quotes", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "200", pending: "200", verified: "200",
    rejected: "200", revoked: "200", disabled: "403 account_disabled", another: "200", admin: "401 unauthenticated",
  }),
  row("GET /store/quotes/<own quote>", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "404 not_found", pending: "200",
    verified: "200", rejected: "200", revoked: "200", disabled: "403 account_disabled", another: "200",
    admin: "401 unauthenticated",
  }),
  row("GET /store/quotes/<verified's quote>", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "404 not_found",
    pending: "404 not_found", verified: "200", rejected: "404 not_found", revoked: "404 not_found",
    disabled: "403 account_disabled", another: "404 not_found", admin: "401 unauthenticated",
  }),
  // Neither is possible before a quote is sent: whoever hears of the state was let through.
  row("POST /store/quotes/<own quote>/decline", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "404 not_found",
    pending: "409 invalid_quote_state", verified: "409 invalid_quote_state", rejected: "409 invalid_quote_state",
    revoked: "409 invalid_quote_state", disabled: "403 account_disabled", another: "409 invalid_quote_state",
    admin: "401 unauthenticated",
  }),
  row("POST /store/quotes/<verified's quote>/decline", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "404 not_found",
    pending: "404 not_found", verified: "409 invalid_quote_state", rejected: "404 not_found",
    revoked: "404 not_found", disabled: "403 account_disabled", another: "404 not_found",
    admin: "401 unauthenticated",
  }),
  row("POST /store/quotes/<own quote>/renegotiate", { level: "business",
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "403 business_account_required",
    pending: "409 invalid_quote_state", verified: "409 invalid_quote_state", rejected: "403 verification_rejected",
    revoked: "403 verification_revoked", disabled: "403 account_disabled", another: "409 invalid_quote_state",
    admin: "401 unauthenticated",
  }),
  row("POST /store/quotes/<own quote>/renegotiate", { level: "verified",
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "403 business_account_required",
    pending: "403 verification_pending", verified: "409 invalid_quote_state", rejected: "403 verification_rejected",
    revoked: "403 verification_revoked", disabled: "403 account_disabled", another: "409 invalid_quote_state",
    admin: "401 unauthenticated",
  }),
  row("POST /store/quotes/<verified's quote>/renegotiate", { level: "business",
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "403 business_account_required",
    pending: "404 not_found", verified: "409 invalid_quote_state", rejected: "403 verification_rejected",
    revoked: "403 verification_revoked", disabled: "403 account_disabled", another: "404 not_found",
    admin: "401 unauthenticated",
  }),
  row("POST /store/quotes/<verified's quote>/renegotiate", { level: "verified",
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "403 business_account_required",
    pending: "403 verification_pending", verified: "409 invalid_quote_state", rejected: "403 verification_rejected",
    revoked: "403 verification_revoked", disabled: "403 account_disabled", another: "404 not_found",
    admin: "401 unauthenticated",
  }),
  row("POST /store/quotes/<verified's quote>/cancel", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "404 not_found",
    pending: "404 not_found", verified: "200", rejected: "404 not_found", revoked: "404 not_found",
    disabled: "403 account_disabled", another: "404 not_found", admin: "401 unauthenticated",
  }),
  row("POST /store/quotes/<own second quote>/cancel", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "404 not_found", pending: "200",
    verified: "200", rejected: "200", revoked: "200", disabled: "403 account_disabled", another: "200",
    admin: "401 unauthenticated",
  }),
  row("POST /store/quotes/<own quote>/messages", { level: "business",
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "403 business_account_required",
    pending: "200", verified: "200", rejected: "403 verification_rejected", revoked: "403 verification_revoked",
    disabled: "403 account_disabled", another: "200", admin: "401 unauthenticated",
  }),
  row("POST /store/quotes/<own quote>/messages", { level: "verified",
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "403 business_account_required",
    pending: "403 verification_pending", verified: "200", rejected: "403 verification_rejected",
    revoked: "403 verification_revoked", disabled: "403 account_disabled", another: "200", admin: "401 unauthenticated",
  }),
  row("POST /store/quotes/<verified's quote>/messages", { level: "business",
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "403 business_account_required",
    pending: "404 not_found", verified: "200", rejected: "403 verification_rejected",
    revoked: "403 verification_revoked", disabled: "403 account_disabled", another: "404 not_found",
    admin: "401 unauthenticated",
  }),
  row("POST /store/quotes/<verified's quote>/messages", { level: "verified",
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "403 business_account_required",
    pending: "403 verification_pending", verified: "200", rejected: "403 verification_rejected",
    revoked: "403 verification_revoked", disabled: "403 account_disabled", another: "404 not_found",
    admin: "401 unauthenticated",
  }),
  row("GET /store/quotes/<own quote>/attachments/quoatt_none", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "404 not_found", pending: "404 not_found",
    verified: "404 not_found", rejected: "404 not_found", revoked: "404 not_found", disabled: "403 account_disabled",
    another: "404 not_found", admin: "401 unauthenticated",
  }),
  row("POST /auth/customer/clerk", {
    nobody: "401 unauthenticated", badToken: "401 invalid_token", individual: "200", pending: "200", verified: "200",
    rejected: "200", revoked: "200", disabled: "403 account_disabled", another: "200", admin: "401 invalid_token",
  }),
  // Medusa's own: a customer is who he is, whatever his role, and an expired token is no anonymous cart.
  row("GET /store/customers/me", {
    nobody: "401", badToken: "401 invalid_token", individual: "200", pending: "200", verified: "200",
    rejected: "200", revoked: "200", disabled: "403 account_disabled", another: "200", admin: "401",
  }),
  row("POST /store/carts", {
    nobody: "200", badToken: "401 invalid_token", individual: "200", pending: "200", verified: "200",
    rejected: "200", revoked: "200", disabled: "403 account_disabled", another: "200", admin: "200",
  }),
  row("GET /store/products", {
    nobody: "200", badToken: "401 invalid_token", individual: "200", pending: "200", verified: "200",
    rejected: "200", revoked: "200", disabled: "403 account_disabled", another: "200", admin: "200",
  }),
  // Before our code runs, Medusa's own 401 stands.
  row("POST /admin/customers/verify", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "200",
  }),
  row("GET /admin/customers/business", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "200",
  }),
  row("GET /admin/customers/role-sync", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "200",
  }),
  row("POST /admin/customers/role-sync/retry", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "200",
  }),
  row("GET /admin/customers/<verified>/role", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "200",
  }),
  row("POST /admin/customers/<verified>/role", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "200",
  }),
  row("GET /admin/customers/<verified>/role/export", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "200",
  }),
  row("POST /admin/customers/<verified>/role/erase", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "409 customer_is_live",
  }),
  row("POST /admin/customers/<verified>/role/resync", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "200",
  }),
  row("POST /admin/customers/<verified>/role/restore", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "404 not_found",
  }),
  row("POST /admin/quotes/<verified's quote>/messages", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "200",
  }),
  row("GET /admin/quotes/<verified's quote>/attachments/quoatt_none", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "404 not_found",
  }),
  row("GET /admin/orders/bulk", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "200",
  }),
  row("GET /admin/quotes", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "200",
  }),
  row("POST /admin/quotes", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "201",
  }),
  row("GET /admin/quotes/<verified's quote>", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "200",
  }),
  row("POST /admin/quotes/<verified's quote>", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "200",
  }),
  row("POST /admin/quotes/<verified's quote>/duplicate", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "201",
  }),
  row("POST /admin/quotes/<verified's quote>/send", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "200",
  }),
  row("POST /admin/quotes/<verified's quote>/reject", {
    nobody: "401", badToken: "401", individual: "401", pending: "401", verified: "401", rejected: "401",
    revoked: "401", disabled: "401", another: "401", admin: "200",
  }),
  // No credential but Clerk's signature counts here.
  row("POST /hooks/clerk", {
    nobody: "401 invalid_signature", badToken: "401 invalid_signature", individual: "401 invalid_signature",
    pending: "401 invalid_signature", verified: "401 invalid_signature", rejected: "401 invalid_signature",
    revoked: "401 invalid_signature", disabled: "401 invalid_signature", another: "401 invalid_signature",
    admin: "401 invalid_signature",
  }),
]

/** A Medusa token is no Clerk token, so that it cannot be exchanged. */
const EXCHANGE = "POST /auth/customer/clerk"

/** A customer who signs in with a password and has no Clerk user: he has no role, and is no business. */
const PASSWORD_CUSTOMER: Record<string, string> = {
  "POST /store/customers/sync-role": "404 role_not_synced",
  "GET /store/customers/sync-role/me": "404 role_not_synced",
  "GET /store/customers/sync-role/<own customer id>": "404 role_not_synced",
  "GET /store/customers/sync-role/<own Clerk id>": "403 not_your_role",
  "GET /store/customers/sync-role/<verified's customer id>": "403 not_your_role",
  "GET /store/customers/sync-role/<verified's Clerk id>": "403 not_your_role",
  "GET /store/customers/sync-role/<nobody's id>": "403 not_your_role",
  "POST /store/orders/create-bulk": "403 business_account_required",
  "POST /store/orders/create-bulk/preview": "403 business_account_required",
  "POST /store/orders/create-bulk/cart": "403 business_account_required",
  "GET /store/orders/create-bulk/template.csv": "403 business_account_required",
  "POST /store/quotes/request": "403 business_account_required",
  "GET /store/quotes": "200",
  "GET /store/quotes/<own quote>": "404 not_found",
  "GET /store/quotes/<verified's quote>": "404 not_found",
  "POST /store/quotes/<own quote>/decline": "404 not_found",
  "POST /store/quotes/<verified's quote>/decline": "404 not_found",
  "POST /store/quotes/<own quote>/renegotiate": "403 business_account_required",
  "POST /store/quotes/<verified's quote>/renegotiate": "403 business_account_required",
  "POST /store/quotes/<verified's quote>/cancel": "404 not_found",
  "POST /store/quotes/<own second quote>/cancel": "404 not_found",
  "POST /store/quotes/<own quote>/messages": "403 business_account_required",
  "POST /store/quotes/<verified's quote>/messages": "403 business_account_required",
  "GET /store/quotes/<own quote>/attachments/quoatt_none": "404 not_found",
  "POST /admin/quotes/<verified's quote>/messages": "401",
  "GET /admin/quotes/<verified's quote>/attachments/quoatt_none": "401",
  "POST /auth/customer/clerk": "401 invalid_token",
  "GET /store/customers/me": "200",
  "POST /store/carts": "200",
  "GET /store/products": "200",
  "POST /admin/customers/verify": "401",
  "GET /admin/customers/business": "401",
  "GET /admin/customers/role-sync": "401",
  "POST /admin/customers/role-sync/retry": "401",
  "GET /admin/customers/<verified>/role": "401",
  "POST /admin/customers/<verified>/role": "401",
  "GET /admin/customers/<verified>/role/export": "401",
  "POST /admin/customers/<verified>/role/erase": "401",
  "POST /admin/customers/<verified>/role/resync": "401",
  "POST /admin/customers/<verified>/role/restore": "401",
  "GET /admin/orders/bulk": "401",
  "GET /admin/quotes": "401",
  "POST /admin/quotes": "401",
  "GET /admin/quotes/<verified's quote>": "401",
  "POST /admin/quotes/<verified's quote>": "401",
  "POST /admin/quotes/<verified's quote>/duplicate": "401",
  "POST /admin/quotes/<verified's quote>/send": "401",
  "POST /admin/quotes/<verified's quote>/reject": "401",
  "POST /hooks/clerk": "401 invalid_signature",
}

/** Everything that can be wrong with a Clerk token. */
const BAD_TOKENS: [defect: string, mint: (shop: Shop, userId: string) => string][] = [
  ["forged with another key", ({ clerk }, id) => clerk.mintForgedToken(id)],
  ["unsigned (alg none)", ({ clerk }, id) => clerk.mintToken(id, { alg: "none" })],
  ["signed with the public key (HS256)", ({ clerk }, id) => clerk.mintToken(id, { alg: "HS256" })],
  ["expired", ({ clerk }, id) => clerk.mintToken(id, { expiresInSeconds: -60 })],
  ["not yet valid", ({ clerk }, id) => clerk.mintToken(id, { notBeforeSeconds: 60 })],
  ["for another origin (azp)", ({ clerk }, id) => clerk.mintToken(id, { azp: "https://evil.example" })],
  ["without azp", ({ clerk }, id) => clerk.mintToken(id, { azp: null })],
  ["without sid", ({ clerk }, id) => clerk.mintToken(id, { sid: null })],
  ["of a pending session (sts)", ({ clerk }, id) => clerk.mintToken(id, { sts: "pending" })],
  ["of another issuer", ({ clerk }, id) => clerk.mintToken(id, { iss: "https://clerk.evil.example" })],
]

const ROLES = ["individual", "pending", "verified", "rejected", "revoked", "disabled", "another"] as const
type Role = (typeof ROLES)[number]
/** How a customer of Clerk signs in. */
type Credential = "Clerk token" | "Medusa token" | "Medusa session"
type Column = Role | "nobody" | "badToken" | "admin"
type Level = "business" | "verified"
type Row = { route: string; level?: Level; cells: Record<Column, string> }

function row(route: string, { level, ...cells }: Record<Column, string> & { level?: Level }): Row {
  return { route, level, cells }
}

/** A signed-in person with what belongs to him. */
type Person = { customer: { id: string; clerkId: string }; quotes: [string, string]; credentials: Record<Credential, CallOptions> }

const NOBODY: Person["customer"] = { id: "cus_nobody", clerkId: "user_nobody" }
const NO_QUOTES: Person["quotes"] = ["quote_nobody", "quote_nobody"]

/** The levels of the app in which a row holds. */
const rowsFor = (levels: { bulkOrders: Level; quotes: Level }): Row[] =>
  TABLE.filter(({ route, level }) => !level || level === (route.includes("create-bulk") ? levels.bulkOrders : levels.quotes))

const columnOf = (rows: Row[], column: Column): Record<string, string> =>
  Object.fromEntries(rows.map(({ route, cells }) => [route, cells[column]]))

/** Tries every cell of the table against an app with these levels, for each kind of credential. */
export const describeAccessTable = (levels: { bulkOrders: Level; quotes: Level }, credentials: Credential[]): void => {
  const people = new Map<Role, Person>()
  const rows = rowsFor(levels)

  const seed = async (shop: Shop) => {
    for (const role of ROLES) {
      people.set(role, await createPerson(shop, role))
    }
    const disabled = people.get("disabled")
    await shop.webhook("user.updated", shop.clerk.users.ban(disabled?.customer.clerkId ?? ""))
  }

  describeShop(`With bulk orders for ${levels.bulkOrders} and quotes for ${levels.quotes} accounts`, { catalogue: true, plugin: { access: levels }, seed }, (shop) => {
    const personOf = (role: Role): Person => {
      const person = people.get(role)
      if (!person) {
        throw new Error(`${role} was not seeded`)
      }
      return person
    }

    /** Makes every call of the table, in its order, and gives the column as it really is. */
    const tryAll = async (caller: CallOptions, own?: Omit<Person, "credentials">): Promise<Record<string, string>> => {
      const verified = personOf("verified")
      const actual: Record<string, string> = {}
      for (const { route } of rows) {
        const method = route.slice(0, route.indexOf(" "))
        const template = route.slice(method.length + 1)
        const path = template
          .replace("<own customer id>", own?.customer.id ?? NOBODY.id)
          .replace("<own Clerk id>", own?.customer.clerkId ?? NOBODY.clerkId)
          .replace("<verified's customer id>", verified.customer.id)
          .replace("<verified's Clerk id>", verified.customer.clerkId)
          .replace("<nobody's id>", NOBODY.id)
          .replace("<own quote>", own?.quotes[0] ?? NO_QUOTES[0])
          .replace("<own second quote>", own?.quotes[1] ?? NO_QUOTES[1])
          .replace("<verified's quote>", verified.quotes[0])
          .replace("<verified>", verified.customer.id)
        const answer = await shop.call(method, path, { ...bodyOf(shop, route, verified), ...caller })
        const code = answer.status >= 400 ? answer.body.code : undefined
        actual[route] = [answer.status, code].filter(Boolean).join(" ")
      }
      return actual
    }

    it("answers nobody as the table says", async () => {
      expect(await tryAll({})).toEqual(columnOf(rows, "nobody"))
    })

    it.each(BAD_TOKENS)("answers a token %s as the table says", async (_defect, mint) => {
      const { customer } = personOf("verified")

      expect(await tryAll({ token: mint(shop, customer.clerkId) })).toEqual(columnOf(rows, "badToken"))
    })

    describe.each(credentials)("with a %s", (credential) => {
      it.each(ROLES)("answers %s as the table says", async (role) => {
        const expected = columnOf(rows, role)
        if (credential === "Medusa token") {
          expected[EXCHANGE] = "401 invalid_token"
        }
        if (credential === "Medusa session") {
          expected[EXCHANGE] = "401 unauthenticated"
        }

        expect(await tryAll(personOf(role).credentials[credential], personOf(role))).toEqual(expected)
      })
    })

    it("answers a customer with a password token as the table says", async () => {
      const { id, token } = await shop.registerCustomer()
      const own = { customer: { ...NOBODY, id }, quotes: NO_QUOTES }

      expect(await tryAll({ token }, own)).toEqual(PASSWORD_CUSTOMER)
    })

    it("answers a customer with a password session as the table says", async () => {
      const { id, token } = await shop.registerCustomer()
      const cookie = await shop.openSession(token)
      const own = { customer: { ...NOBODY, id }, quotes: NO_QUOTES }

      expect(await tryAll({ cookie }, own)).toEqual({ ...PASSWORD_CUSTOMER, [EXCHANGE]: "401 unauthenticated" })
    })

    it("answers an admin as the table says", async () => {
      expect(await tryAll({ token: shop.admin.token })).toEqual(columnOf(rows, "admin"))
    })
  })
}

/** Bodies that are accepted, so that only the caller decides. */
const bodyOf = (shop: Shop, route: string, verified: Person): CallOptions => {
  const bodies: Record<string, unknown> = {
    "POST /store/orders/create-bulk": { items: QUOTE.items, shipping_address: GERMAN_ADDRESS },
    "POST /store/orders/create-bulk/preview": { items: QUOTE.items, shipping_address: GERMAN_ADDRESS },
    "POST /store/orders/create-bulk/cart": { items: QUOTE.items, shipping_address: GERMAN_ADDRESS },
    "POST /store/quotes/request": QUOTE,
    "POST /store/quotes/<own quote>/messages": { text: "Any news?" },
    "POST /store/quotes/<verified's quote>/messages": { text: "Any news?" },
    "POST /admin/quotes/<verified's quote>/messages": { text: "Soon." },
    "POST /store/quotes/<own quote>/renegotiate": { message: "7 each?" },
    "POST /store/quotes/<verified's quote>/renegotiate": { message: "7 each?" },
    "POST /admin/quotes": { ...QUOTE, customer_id: verified.customer.id, sales_channel_id: shop.salesChannelId },
    "POST /admin/quotes/<verified's quote>": { discount_percentage: 10 },
    "POST /admin/quotes/<verified's quote>/reject": { reason: "No longer made." },
    "POST /store/carts": { region_id: shop.catalogue.regionId },
    "POST /admin/customers/verify": { customer_id: verified.customer.id, is_verified: true },
    "POST /admin/customers/<verified>/role": { company_name: "Cedar GmbH" },
  }
  return route in bodies ? { body: bodies[route] } : {}
}

const QUOTE = { items: [{ sku: "BOLT-10", quantity: 1 }], currency_code: "eur" }

/** Every business was verified once, so that it has quotes of its own at either level. */
const createPerson = async (shop: Shop, role: Role): Promise<Person> => {
  const isBusiness = role !== "individual"
  const customer = isBusiness ? await shop.syncedBusiness("verified") : await shop.synced()
  const quotes: Person["quotes"] = isBusiness ? [await requestQuote(shop, customer.token), await requestQuote(shop, customer.token)] : NO_QUOTES
  if (role === "pending" || role === "rejected") {
    shop.clerk.users.update(customer.user.id, { unsafe_metadata: { accountType: "business", company: "Cedar AG" } })
    await shop.post("/store/customers/sync-role", { token: customer.token })
  }
  if (role === "rejected" || role === "revoked") {
    await shop.decide(customer.id, false)
  }
  const medusaToken = await shop.exchange(customer.token)
  return {
    customer: { id: customer.id, clerkId: customer.user.id },
    quotes,
    credentials: {
      "Clerk token": { token: customer.token },
      "Medusa token": { token: medusaToken },
      "Medusa session": { cookie: await shop.openSession(medusaToken) },
    },
  }
}

const requestQuote = async (shop: Shop, token: string): Promise<string> => {
  const { status, body } = await shop.post<{ quote: { id: string } }>("/store/quotes/request", { token, body: QUOTE })
  if (status !== 201) {
    throw new Error(`The quote was refused: ${status} ${JSON.stringify(body)}`)
  }
  return body.quote.id
}
