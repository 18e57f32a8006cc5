import { GERMAN_ADDRESS } from "../helpers/catalogue"
import { ON_ACCOUNT } from "../helpers/store-checkout"

/** The callers. */
export const CALLERS = [
  "none", // no credential at all
  "forged", // a Clerk token with any of many defects
  "password", // signs in with a password, and has no Clerk user: no role, and no business
  "individual",
  "pending",
  "verified",
  "rejected",
  "revoked",
  "banned", // verified once, banned at Clerk
  "deleted", // verified once, deleted at Clerk
  "another", // a verified business that asks for what belongs to `verified`
  "impersonator", // acts for one more verified business (`act`)
  "detached", // a password that an owner's sign-in through Clerk has replaced
  "registering", // has just registered a sign-in at Medusa, and is not a customer yet
  "admin",
  "secretKey",
] as const
export type Caller = (typeof CALLERS)[number]

/** The ways to sign in. */
export type Credential = "Clerk token" | "Medusa token" | "Medusa session"

/** The level that the plugin's guards require in the app of the row. */
export type Level = "business" | "verified"

/**
 * A call and each caller's answer: the status, the code of one of our refusals, and what the answer shows.
 *
 * `own` belongs to the caller (an unknown id if they have none), `verified's` to the verified business, and `guest's` was
 * created without a credential.
 */
export type Row = {
  /** Method, path and, in parentheses, anything special about the body. Names in `<…>` stand for ids. */
  call: string
  cells: Record<Caller, string>
  /** Replaces the cells above for some credentials. */
  byCredential?: Partial<Record<Credential, Row["cells"]>>
  /** The access level for which the row holds; both if missing. */
  level?: Level
  /** Sent as JSON. Names in `<…>` stand for ids and e-mail addresses. */
  body?: unknown
  /** A route of Medusa's own. */
  isMedusas?: true
}

/** Whose things a call names: only the caller's own, or also the id or e-mail address of the verified business. */
export type Column = "their own" | "their id" | "their e-mail"

/** Returns the column of a row. */
export const columnOf = ({ call, body }: Pick<Row, "call" | "body">): Column => {
  const named = `${call} ${JSON.stringify(body)}`
  if (/<verified's e-mail>/i.test(named)) {
    return "their e-mail"
  }
  return named.includes("<verified's ") || named.includes("<guest's ") ? "their id" : "their own"
}

type Signed = Extract<Caller, "individual" | "pending" | "verified" | "rejected" | "revoked" | "another" | "impersonator">
type StoreCells = { none: string; signedIn: string } & Partial<Record<Caller, string>>

/**
 * Cells of a store route. Every store route refuses an invalid credential the same way: a bad token does not make an
 * anonymous visitor, lost access applies to every route, and admins and keys are not customers.
 */
const store = ({ none, signedIn, ...others }: StoreCells): Row["cells"] => ({
  none,
  forged: "401 invalid_token",
  password: others.individual ?? signedIn,
  individual: signedIn,
  pending: signedIn,
  verified: signedIn,
  rejected: signedIn,
  revoked: signedIn,
  banned: "403 account_disabled",
  deleted: "403 account_disabled",
  another: signedIn,
  impersonator: signedIn,
  detached: "401 sign_in_replaced",
  registering: none,
  admin: none,
  secretKey: none,
  ...others,
})

const UNAUTHENTICATED = "401 unauthenticated"
const NOT_FOUND = "404 not_found"
const INVALID = "400 invalid_request"
const IMPERSONATED = "403 impersonation_not_allowed"

/** Something only its customer can reach. All others, with or without a credential, get the answer for an unknown id. */
const owners = (cells: Partial<StoreCells>): Row["cells"] => store({ none: NOT_FOUND, signedIn: NOT_FOUND, ...cells })

const REFUSED_BUSINESSES = {
  individual: "403 business_account_required",
  rejected: "403 verification_rejected",
  revoked: "403 verification_revoked",
}

/** Cells of a guarded route: callers whom `level` admits get `signedIn`. */
const guarded = (level: Level, cells: { signedIn: string } & Partial<Record<Signed | "none", string>>): Row["cells"] => {
  const refused: Partial<Record<Signed, string>> = {
    ...REFUSED_BUSINESSES,
    ...(level === "verified" && { pending: "403 verification_pending" }),
  }
  return store({ none: UNAUTHENTICATED, ...cells, ...refused })
}

/** Medusa answers everybody except admins with its own 401 before our code runs. */
const admins = (cell: string): Row["cells"] => ({
  ...store({ none: "401", signedIn: "401" }),
  forged: "401",
  banned: "401",
  deleted: "401",
  detached: "401",
  admin: cell,
  secretKey: cell,
})

const everybody = (cell: string): Row["cells"] => ({
  ...store({ none: cell, signedIn: cell }),
  forged: cell,
  banned: cell,
  deleted: cell,
  detached: cell,
})

const row = (call: string, cells: Row["cells"], body?: unknown): Row => ({ call, cells, body })

/** One row for each level. */
const byLevel = (call: string, cells: Parameters<typeof guarded>[1], body?: unknown): Row[] =>
  (["business", "verified"] as const).map((level) => ({ call, level, cells: guarded(level, cells), body }))

const QUOTE = { items: [{ sku: "BOLT-10", quantity: 1 }], currency_code: "eur" }
const ORDER = { items: QUOTE.items, shipping_address: GERMAN_ADDRESS }
const ACCEPTANCE = { revision: 1, shipping_address: GERMAN_ADDRESS }
const MESSAGE = { message: "7 each?" }
const TEXT = { text: "Any news?" }
const THEIR_EMAIL = { email: "<verified's e-mail>" }

const ROLES: Row[] = [
  row("POST /store/customers/sync-role", store({ none: UNAUTHENTICATED, signedIn: "200", password: "404 role_not_synced" })),
  row("GET /store/customers/sync-role/me", store({ none: UNAUTHENTICATED, signedIn: "200", password: "404 role_not_synced" })),
  row("GET /store/customers/sync-role/<own customer>", store({ none: UNAUTHENTICATED, signedIn: "200", password: "404 role_not_synced" })),
  row("GET /store/customers/sync-role/<own Clerk user>", store({ none: UNAUTHENTICATED, signedIn: "200", password: "403 not_your_role" })),
  row(
    "GET /store/customers/sync-role/<verified's customer>",
    store({ none: UNAUTHENTICATED, signedIn: "403 not_your_role", verified: "200" })
  ),
  row(
    "GET /store/customers/sync-role/<verified's Clerk user>",
    store({ none: UNAUTHENTICATED, signedIn: "403 not_your_role", verified: "200" })
  ),
  row("POST /store/customers/sync-role (verified's e-mail)", store({ none: UNAUTHENTICATED, signedIn: INVALID }), THEIR_EMAIL),
  row("GET /store/customers/sync-role/<verified's e-mail>", store({ none: UNAUTHENTICATED, signedIn: "403 not_your_role" })),
  row("GET /store/customers/sync-role/cus_unknown", store({ none: UNAUTHENTICATED, signedIn: "403 not_your_role" })),
]

const BULK_ORDERS: Row[] = [
  ...byLevel("POST /store/orders/create-bulk", { signedIn: "201", impersonator: IMPERSONATED }, ORDER),
  ...byLevel(
    "POST /store/orders/create-bulk (to verified's address)",
    { signedIn: NOT_FOUND, verified: "201", impersonator: IMPERSONATED },
    {
      items: QUOTE.items,
      shipping_address_id: "<verified's address>",
    }
  ),
  ...byLevel(
    "POST /store/orders/create-bulk (verified's e-mail)",
    { signedIn: INVALID, impersonator: IMPERSONATED },
    { ...ORDER, ...THEIR_EMAIL }
  ),
  row("POST /store/orders/create-bulk/preview", guarded("business", { signedIn: "200" }), ORDER),
  row("POST /store/orders/create-bulk/cart", guarded("business", { signedIn: "201 own" }), ORDER),
  row("GET /store/orders/create-bulk/template.csv", guarded("business", { signedIn: "200" })),
]

/** Each row can be repeated with another credential: what would not come back is neither made nor deleted. */
const SAVED_LISTS: Row[] = [
  row("GET /store/saved-lists", guarded("business", { signedIn: "200" })),
  row("POST /store/saved-lists (without lines)", guarded("business", { signedIn: INVALID, impersonator: IMPERSONATED }), { name: "A" }),
  row("GET /store/saved-lists/<own list>", guarded("business", { signedIn: "200" })),
  row("GET /store/saved-lists/<verified's list>", guarded("business", { signedIn: NOT_FOUND, verified: "200" })),
  row("POST /store/saved-lists/<own list>", guarded("business", { signedIn: "200", impersonator: IMPERSONATED }), { name: "Monthly" }),
  row(
    "POST /store/saved-lists/<verified's list>",
    guarded("business", { signedIn: NOT_FOUND, verified: "200", impersonator: IMPERSONATED }),
    { name: "Monthly" }
  ),
  row("DELETE /store/saved-lists/<verified's gone list>", guarded("business", { signedIn: NOT_FOUND, impersonator: IMPERSONATED })),
]

const QUOTES: Row[] = [
  ...byLevel("POST /store/quotes/request", { signedIn: "201", impersonator: IMPERSONATED }, QUOTE),
  ...byLevel(
    "POST /store/quotes/request (of verified's cart)",
    { signedIn: NOT_FOUND, verified: "201", impersonator: IMPERSONATED },
    { cart_id: "<verified's cart>" }
  ),
  ...byLevel(
    "POST /store/quotes/request (verified's e-mail)",
    { signedIn: INVALID, impersonator: IMPERSONATED },
    { ...QUOTE, ...THEIR_EMAIL }
  ),
  row("GET /store/quotes", store({ none: UNAUTHENTICATED, signedIn: "200" })),
  row("GET /store/quotes/<own quote>", store({ none: UNAUTHENTICATED, signedIn: "200", individual: NOT_FOUND })),
  row("GET /store/quotes/<verified's quote>", store({ none: UNAUTHENTICATED, signedIn: NOT_FOUND, verified: "200" })),
  row("GET /store/quotes/<own quote>/pdf", store({ none: UNAUTHENTICATED, signedIn: "200", individual: NOT_FOUND })),
  row("GET /store/quotes/<verified's quote>/pdf", store({ none: UNAUTHENTICATED, signedIn: NOT_FOUND, verified: "200" })),
  // These answers depend on the quote's state, so they show that the guard admits the caller. Acceptance also needs the
  // level of bulk orders, and in both apps one of the two levels is "verified".
  row(
    "POST /store/quotes/<own quote>/accept",
    guarded("verified", { signedIn: "409 invalid_quote_state", impersonator: IMPERSONATED }),
    ACCEPTANCE
  ),
  row(
    "POST /store/quotes/<verified's quote>/accept",
    guarded("verified", { signedIn: NOT_FOUND, verified: "409 invalid_quote_state", impersonator: IMPERSONATED }),
    ACCEPTANCE
  ),
  row(
    "POST /store/quotes/<own quote>/decline",
    store({ none: UNAUTHENTICATED, signedIn: "409 invalid_quote_state", individual: NOT_FOUND, impersonator: IMPERSONATED })
  ),
  row(
    "POST /store/quotes/<verified's quote>/decline",
    store({ none: UNAUTHENTICATED, signedIn: NOT_FOUND, verified: "409 invalid_quote_state", impersonator: IMPERSONATED })
  ),
  ...byLevel("POST /store/quotes/<own quote>/renegotiate", { signedIn: "409 invalid_quote_state", impersonator: IMPERSONATED }, MESSAGE),
  ...byLevel(
    "POST /store/quotes/<verified's quote>/renegotiate",
    { signedIn: NOT_FOUND, verified: "409 invalid_quote_state", impersonator: IMPERSONATED },
    MESSAGE
  ),
  row("GET /store/quotes/<own quote>/attachments/quoatt_none", store({ none: UNAUTHENTICATED, signedIn: NOT_FOUND })),
  row(
    "GET /store/quotes/<verified's quote>/attachments/<verified's attachment>",
    store({ none: UNAUTHENTICATED, signedIn: NOT_FOUND, verified: "200" })
  ),
  ...byLevel("POST /store/quotes/<own quote>/messages", { signedIn: "200", impersonator: IMPERSONATED }, TEXT),
  ...byLevel("POST /store/quotes/<verified's quote>/messages", { signedIn: NOT_FOUND, verified: "200", impersonator: IMPERSONATED }, TEXT),
  row(
    "POST /store/quotes/<verified's quote>/cancel",
    store({ none: UNAUTHENTICATED, signedIn: NOT_FOUND, verified: "200", impersonator: IMPERSONATED })
  ),
  row(
    "POST /store/quotes/<own second quote>/cancel",
    store({ none: UNAUTHENTICATED, signedIn: "200", individual: NOT_FOUND, impersonator: IMPERSONATED })
  ),
]

/** Refuses callers who lost their access; all others get `cell`. */
const unlessLost = (cell: string): Row["cells"] => ({
  ...everybody(cell),
  banned: "403 account_disabled",
  deleted: "403 account_disabled",
  detached: "401 sign_in_replaced",
})

/** These are not store routes: a bad credential gets the answer of a failed sign-in. */
const SIGN_INS: Row[] = [
  {
    ...row("POST /auth/customer/clerk", {
      ...store({ none: UNAUTHENTICATED, signedIn: "200", impersonator: IMPERSONATED }),
      admin: "401 invalid_token",
    }),
    // The exchange does not accept Medusa's tokens.
    byCredential: { "Medusa token": everybody("401 invalid_token"), "Medusa session": everybody(UNAUTHENTICATED) },
  },
]

const ADMIN: Row[] = [
  row("POST /admin/customers/verify", admins("200"), { customer_id: "<verified's customer>", is_verified: true }),
  row("GET /admin/customers/business", admins("200")),
  row("GET /admin/customers/role-sync", admins("200")),
  row("POST /admin/customers/role-sync/retry", admins("200")),
  row("POST /admin/customers/role-sync/retry/user_nobody", admins(NOT_FOUND)),
  row("GET /admin/customers/role-sync/compare", admins("200")),
  row("POST /admin/customers/role-sync/compare", admins("409 role_changed"), { dry_run_id: "crecon_unknown" }),
  row("GET /admin/customers/<verified's customer>/role", admins("200")),
  row("POST /admin/customers/<verified's customer>/role", admins("200"), { company_name: "Cedar GmbH" }),
  row("GET /admin/customers/<verified's customer>/role/export", admins("200")),
  row("POST /admin/customers/<verified's customer>/role/erase", admins("409 customer_is_live")),
  row("POST /admin/customers/<verified's customer>/role/resync", admins("200")),
  row("POST /admin/customers/<verified's customer>/role/restore", admins(NOT_FOUND)),
  row("POST /admin/customers/<verified's customer>/role/note", admins("200"), { internal_note: "Called on Monday." }),
  row("GET /admin/orders/bulk", admins("200")),
  row("GET /admin/customer-role/statistics", admins("200")),
  row("GET /admin/quotes", admins("200")),
  row("POST /admin/quotes", admins("201"), { ...QUOTE, customer_id: "<verified's customer>", sales_channel_id: "<shop's channel>" }),
  row("GET /admin/quotes/<verified's quote>", admins("200")),
  row("POST /admin/quotes/<verified's quote>", admins("200"), { discount_percentage: 10 }),
  row("GET /admin/quotes/<verified's quote>/pdf", admins("200")),
  row("GET /admin/quotes/<verified's quote>/attachments/<verified's attachment>", admins("200")),
  row("POST /admin/quotes/<verified's quote>/messages", admins("200"), TEXT),
  row("POST /admin/quotes/<verified's quote>/duplicate", admins("201")),
  row("POST /admin/quotes/<verified's quote>/send", admins("200")),
  row("POST /admin/quotes/<verified's quote>/reject", admins("200"), { reason: "No longer made." }),
]

/** Only Clerk's signature counts here. */
const HOOKS: Row[] = [row("POST /hooks/clerk", everybody("401 invalid_signature"))]

/** A line with one more bolt. */
const BOLT = { variant_id: "<shop's bolt>", quantity: 1 }
const MARK = { metadata: { marked: true } }
const CODES = { promo_codes: [] }
const SHIPPING = { option_id: "<shop's shipping option>" }
const IN_ADVANCE = { provider_id: "pp_system_default" }
const ON_CREDIT = { provider_id: ON_ACCOUNT }

const CARTS: Row[] = [
  row("GET /store/carts/<own cart>", owners({ signedIn: "200 own" })),
  row("GET /store/carts/<verified's cart>", owners({ verified: "200 own" })),
  row("GET /store/carts/<guest's cart>", store({ none: "200 of nobody", signedIn: "200 of nobody" })),
  row("POST /store/carts", store({ none: "200 of nobody", signedIn: "200 own" }), { region_id: "<shop's region>" }),
  row("POST /store/carts (verified's e-mail)", store({ none: "200 guest's", signedIn: "200 own", impersonator: IMPERSONATED }), {
    region_id: "<shop's region>",
    email: "<verified's e-mail>",
    metadata: { company_name: "Cedar GmbH" },
  }),
  row(
    "POST /store/carts (verified's e-mail in capitals)",
    store({ none: "200 guest's", signedIn: "200 own", impersonator: IMPERSONATED }),
    { region_id: "<shop's region>", email: "<verified's E-MAIL>" }
  ),
  row("POST /store/carts (address of verified's cart)", owners({}), {
    region_id: "<shop's region>",
    shipping_address: "<verified's cart address>",
  }),
  row("POST /store/carts/<own cart>", owners({ signedIn: "200 own" }), MARK),
  row("POST /store/carts/<verified's cart>", owners({ verified: "200 own" }), MARK),
  row("POST /store/carts/<verified's cart> (own e-mail)", owners({ verified: "200 own" }), { email: "<own e-mail>" }),
  row("POST /store/carts/<own cart> (address of verified's cart)", owners({ verified: "200 own" }), {
    shipping_address: { id: "<verified's cart address>", city: "Elsewhere" },
  }),
  row("POST /store/carts/<verified's cart> (other address)", owners({ verified: "200 own" }), { shipping_address: GERMAN_ADDRESS }),
  row("POST /store/carts/<own cart> (verified's e-mail)", owners({ signedIn: "200 own", impersonator: IMPERSONATED }), {
    email: "<verified's e-mail>",
  }),
  // The verified business enters its own address. Others who enter it are not treated as that business.
  row(
    "POST /store/carts/<guest's second cart> (verified's e-mail)",
    store({ none: "200 guest's", signedIn: "200 guest's", verified: "200 own", impersonator: IMPERSONATED }),
    { email: "<verified's e-mail>" }
  ),
  row("POST /store/carts/<own cart>/line-items", owners({ signedIn: "200 own" }), BOLT),
  row("POST /store/carts/<verified's cart>/line-items", owners({ verified: "200 own" }), BOLT),
  row("POST /store/carts/<own cart>/line-items/<own line>", owners({ signedIn: "200 own" }), { quantity: 2 }),
  row("POST /store/carts/<verified's cart>/line-items/<verified's line>", owners({ verified: "200 own" }), { quantity: 2 }),
  row("POST /store/carts/<own cart>/line-items/<verified's line>", owners({ verified: "200 own" }), { quantity: 3 }),
  row("POST /store/carts/<guest's cart>/line-items/<verified's line>", owners({}), { quantity: 3 }),
  row("POST /store/carts/<own cart>/promotions", owners({ signedIn: "200 own" }), CODES),
  row("POST /store/carts/<verified's cart>/promotions", owners({ verified: "200 own" }), CODES),
  row("DELETE /store/carts/<own cart>/promotions", owners({ signedIn: "200 own" }), CODES),
  row("DELETE /store/carts/<verified's cart>/promotions", owners({ verified: "200 own" }), CODES),
  // The cart has no shipping method yet. Only its customer learns that it is not ready.
  row("POST /store/carts/<own cart>/complete", owners({ signedIn: "400", impersonator: IMPERSONATED })),
  row("POST /store/carts/<verified's cart>/complete", owners({ verified: "400", impersonator: IMPERSONATED })),
  row("POST /store/carts/<own cart>/shipping-methods", owners({ signedIn: "200 own" }), SHIPPING),
  row("POST /store/carts/<verified's cart>/shipping-methods", owners({ verified: "200 own" }), SHIPPING),
  row("POST /store/carts/<own cart>/taxes", owners({ signedIn: "200 own" })),
  row("POST /store/carts/<verified's cart>/taxes", owners({ verified: "200 own" })),
  row("GET /store/shipping-options?cart_id=<own cart>", owners({ signedIn: "200" })),
  row("GET /store/shipping-options?cart_id=<verified's cart>", owners({ verified: "200" })),
  // The option has a fixed price: Medusa's provider answers the cart's customer that it cannot calculate one, with a 500.
  row("POST /store/shipping-options/<shop's shipping option>/calculate (verified's cart)", owners({ verified: "500" }), {
    cart_id: "<verified's cart>",
  }),
  row("GET /store/products?cart_id=<own cart>", owners({ signedIn: "200" })),
  row("GET /store/products?cart_id=<verified's cart>", owners({ verified: "200" })),
  row("GET /store/products", store({ none: "200", signedIn: "200" })),
  row("GET /store/products/<shop's product>?cart_id=<own cart>", owners({ signedIn: "200" })),
  row("GET /store/products/<shop's product>?cart_id=<verified's cart>", owners({ verified: "200" })),
  row("GET /store/product-variants?cart_id=<own cart>", owners({ signedIn: "200" })),
  row("GET /store/product-variants?cart_id=<verified's cart>", owners({ verified: "200" })),
  row("GET /store/product-variants/<shop's bolt>?cart_id=<own cart>", owners({ signedIn: "200" })),
  row("GET /store/product-variants/<shop's bolt>?cart_id=<verified's cart>", owners({ verified: "200" })),
]

const PAYMENTS: Row[] = [
  row(
    "GET /store/payment-providers?region_id=<shop's region>",
    store({ none: "200", signedIn: "200", verified: "200 with credit", another: "200 with credit", impersonator: "200 with credit" })
  ),
  row(
    "GET /store/regions?fields=*payment_providers",
    store({ none: "200", signedIn: "200", verified: "200 with credit", another: "200 with credit", impersonator: "200 with credit" })
  ),
  row(
    "GET /store/regions/<shop's region>?fields=*payment_providers",
    store({ none: "200", signedIn: "200", verified: "200 with credit", another: "200 with credit", impersonator: "200 with credit" })
  ),
  row("POST /store/payment-collections (own cart)", owners({ signedIn: "200" }), { cart_id: "<own cart>" }),
  row("POST /store/payment-collections (verified's cart)", owners({ verified: "200" }), { cart_id: "<verified's cart>" }),
  row("POST /store/payment-collections/<own collection>/payment-sessions", owners({ signedIn: "200" }), IN_ADVANCE),
  row("POST /store/payment-collections/<verified's collection>/payment-sessions", owners({ verified: "200" }), IN_ADVANCE),
  row("POST /store/payment-collections/<verified's order collection>/payment-sessions", owners({ verified: "200" }), IN_ADVANCE),
  row(
    "POST /store/payment-collections/<own collection>/payment-sessions (on account)",
    guarded("verified", { signedIn: "200", impersonator: IMPERSONATED }),
    ON_CREDIT
  ),
  row(
    "POST /store/payment-collections/<verified's collection>/payment-sessions (on account)",
    store({ none: UNAUTHENTICATED, signedIn: NOT_FOUND, verified: "200" }),
    ON_CREDIT
  ),
  row(
    "POST /store/payment-collections/<guest's collection>/payment-sessions (on account)",
    store({ none: UNAUTHENTICATED, signedIn: "409 cart_customer_required" }),
    ON_CREDIT
  ),
]

const CUSTOMERS: Row[] = [
  row("POST /store/customers (verified's e-mail)", store({ none: "401", signedIn: "400", registering: "422" }), THEIR_EMAIL),
  // They get a new customer, with nothing from the account with the similar address.
  row("POST /store/customers (verified's e-mail in capitals)", store({ none: "401", signedIn: "400", registering: "200" }), {
    email: "<verified's E-MAIL>",
  }),
  row("GET /store/customers/me", store({ none: "401", signedIn: "200" })),
  row("POST /store/customers/me", store({ none: "401", signedIn: "200", impersonator: IMPERSONATED }), { first_name: "Ada" }),
  // Medusa refuses the body before it checks the caller.
  row("POST /store/customers/me (verified's e-mail)", store({ none: "401", signedIn: "400" }), THEIR_EMAIL),
  row("GET /store/customers/me/addresses", store({ none: "401", signedIn: "200" })),
  row("POST /store/customers/me/addresses", store({ none: "401", signedIn: "200", impersonator: IMPERSONATED }), GERMAN_ADDRESS),
  row("GET /store/customers/me/addresses/<own address>", store({ none: "401", signedIn: "200" })),
  row("GET /store/customers/me/addresses/<verified's address>", store({ none: "401", signedIn: "404", verified: "200" })),
  row("POST /store/customers/me/addresses/<own address>", store({ none: "401", signedIn: "200", impersonator: IMPERSONATED }), {
    city: "Berlin",
  }),
  row(
    "POST /store/customers/me/addresses/<verified's address>",
    store({ none: "401", signedIn: "404", verified: "200", impersonator: IMPERSONATED }),
    { city: "Elsewhere" }
  ),
  row(
    "DELETE /store/customers/me/addresses/<verified's address>",
    store({ none: "401", signedIn: "404", verified: "200", impersonator: IMPERSONATED })
  ),
  row("DELETE /store/customers/me/addresses/<own second address>", store({ none: "401", signedIn: "200", impersonator: IMPERSONATED })),
]

const RETURN = { items: [{ id: "ordli_none", quantity: 1 }], return_shipping: SHIPPING }

const ORDERS: Row[] = [
  row("GET /store/orders", store({ none: "401", signedIn: "200" })),
  row("GET /store/orders/<own order>", owners({ signedIn: "200" })),
  row("GET /store/orders/<verified's order>", owners({ verified: "200" })),
  row("GET /store/orders/<guest's order>", store({ none: "200", signedIn: "200" })),
  // The order already belongs to the customer and no transfer is pending: this answer shows that the caller was admitted.
  row("POST /store/orders/<own order>/transfer/request", owners({ signedIn: "400", impersonator: IMPERSONATED })),
  row("POST /store/orders/<verified's order>/transfer/request", owners({ verified: "400", impersonator: IMPERSONATED })),
  ...["accept", "decline"].flatMap((answer) => [
    row(`POST /store/orders/<own order>/transfer/${answer}`, owners({ signedIn: "400", impersonator: IMPERSONATED }), { token: "none" }),
    row(`POST /store/orders/<verified's order>/transfer/${answer}`, owners({ verified: "400", impersonator: IMPERSONATED }), {
      token: "none",
    }),
  ]),
  row("POST /store/orders/<own order>/transfer/cancel", owners({ signedIn: "400", impersonator: IMPERSONATED })),
  row("POST /store/orders/<verified's order>/transfer/cancel", owners({ verified: "400", impersonator: IMPERSONATED })),
  // The order was not delivered, so nothing can be returned.
  row("POST /store/returns (own order)", owners({ signedIn: "400" }), { order_id: "<own order>", ...RETURN }),
  row("POST /store/returns (verified's order)", owners({ verified: "400" }), { order_id: "<verified's order>", ...RETURN }),
]

/** Calls that remove a cart's lines, complete the cart or change its customer. They come after those that need the cart. */
const LAST: Row[] = [
  row("DELETE /store/carts/<verified's cart>/line-items/<verified's line>", owners({ verified: "200" })),
  row("DELETE /store/carts/<own cart>/line-items/<verified's second line>", owners({ verified: "200" })),
  row("DELETE /store/carts/<guest's cart>/line-items/<verified's third line>", owners({})),
  row("DELETE /store/carts/<own cart>/line-items/<own third line>", owners({ signedIn: "200" })),
  row("POST /store/carts/<verified's cart on account>/complete", store({ none: UNAUTHENTICATED, signedIn: NOT_FOUND, verified: "200" })),
  row("POST /store/carts/<own cart>/customer", owners({ signedIn: "200 own", impersonator: IMPERSONATED })),
  row("POST /store/carts/<verified's cart>/customer", owners({ verified: "200 own", impersonator: IMPERSONATED })),
  row("POST /store/carts/<guest's cart>/customer", store({ none: "401", signedIn: "200 own", impersonator: IMPERSONATED })),
]

/** Medusa does not accept Clerk's tokens here. Callers who lost their access get no new token or session, but may sign out. */
const CREDENTIALS: Row[] = [
  {
    ...row("POST /auth/token/refresh", { ...everybody("401"), admin: "200" }),
    byCredential: { "Medusa token": unlessLost("200"), "Medusa session": unlessLost("200") },
  },
  {
    ...row("POST /auth/session", { ...everybody("401"), admin: "200" }),
    byCredential: { "Medusa token": unlessLost("200") },
  },
  {
    ...row("DELETE /auth/session", everybody("401")),
    byCredential: { "Medusa session": everybody("200") },
  },
]

const OURS = [...ROLES, ...BULK_ORDERS, ...SAVED_LISTS, ...QUOTES, ...SIGN_INS, ...ADMIN, ...HOOKS]
const MEDUSAS = [...CARTS, ...PAYMENTS, ...CUSTOMERS, ...ORDERS, ...LAST, ...CREDENTIALS].map(
  (medusas): Row => ({ ...medusas, isMedusas: true })
)

/** Who may do what: every route of the plugin, and every store route of Medusa that reads or writes customer data. */
export const TABLE: Row[] = [...OURS, ...MEDUSAS]

/**
 * Store routes of Medusa that show everybody the same catalogue and take no id of a cart, order or customer, and the
 * routes for signing in to Medusa.
 */
export const PUBLIC = [
  "GET /auth/:actor_type/:auth_provider",
  "GET /auth/:actor_type/:auth_provider/callback",
  "GET /auth/:actor_type/providers",
  "POST /auth/:actor_type/:auth_provider",
  "POST /auth/:actor_type/:auth_provider/callback",
  "POST /auth/:actor_type/:auth_provider/register",
  "POST /auth/:actor_type/:auth_provider/reset-password",
  "POST /auth/:actor_type/:auth_provider/update",
  "POST /auth/:auth_provider/user",
  "DELETE /auth/mfa/factors/:id",
  "GET /auth/mfa/factors",
  "POST /auth/mfa/challenges/:id/verify",
  "POST /auth/mfa/factors",
  "POST /auth/mfa/factors/:id/verify",
  "POST /auth/mfa/recovery-codes",
  "POST /auth/verification/confirm",
  "POST /auth/verification/request",
  "GET /store/collections",
  "GET /store/collections/:id",
  "GET /store/currencies",
  "GET /store/currencies/:code",
  "GET /store/locales",
  "GET /store/product-categories",
  "GET /store/product-categories/:id",
  "GET /store/product-options",
  "GET /store/product-options/:id",
  "GET /store/product-tags",
  "GET /store/product-tags/:id",
  "GET /store/product-types",
  "GET /store/product-types/:id",
  "GET /store/return-reasons",
  "GET /store/return-reasons/:id",
  "POST /store/search",
]
