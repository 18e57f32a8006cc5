import { randomBytes } from "node:crypto"
import { ForeseenError } from "../launcher/foreseen-error"
import type { Backend } from "../launcher/start"
import { createGuide, type Guide } from "./guide"
import {
  access,
  comparison,
  file,
  firstLineOf,
  idOf,
  order,
  orderIdOf,
  orderTotals,
  pdf,
  preview,
  quote,
  quoteNotices,
  role,
  told,
} from "./views"

const ITEMS = [
  { sku: "PAP-COPY-A4", quantity: 60 },
  { sku: "SAF-GLOV-L", quantity: 4 },
  { sku: "TLS-TAPE-5", quantity: 2 },
]
const ADDRESS = {
  first_name: "Mara",
  last_name: "Lindner",
  company: "Lindner Holzbau GmbH",
  address_1: "Werkstraße 4",
  postal_code: "50667",
  city: "Köln",
  country_code: "de",
}
/** How many shelves Mara requests a quote for. */
const QUOTED = 20
const QUOTE_TEMPLATES = ["admin-ui", "quote-accepted", "quote-renegotiated", "quote-requested", "quote-sent"]
const TEMPLATES = ["admin-ui", "customer-role-application", "customer-role-verified"]
const BULK_ORDER = { items: ITEMS, shipping_address: ADDRESS, purchase_order_number: "PO-2041" }
const MISTYPED = "Article number;Quantity\nPAP-COPY-A4;60\nsaf-glov-l;4\nTSL-TAPE-5;2"

/**
 * Shows the plugin over HTTP: a shopper signs up, applies as a business, is verified and places orders.
 *
 * @returns 0 if every answer was right, otherwise 1
 * @throws {ForeseenError} if the backend lacks what the tour needs
 */
export async function runTour({ shop, clerk, seeded, admin }: Backend, say: (line: string) => void): Promise<number> {
  if (!clerk || !seeded || admin.password === undefined) {
    throw new ForeseenError(
      "The tour signs a shopper up in the Clerk stand-in and needs seeded data: unset CLERK_SECRET_KEY, " +
        "and unset DATABASE_URL or set SEED=true."
    )
  }
  const guide = createGuide(shop, say)
  const tag = `${Date.now().toString(36)}${randomBytes(2).toString("hex")}`
  const email = `mara.lindner+${tag}@example.com`
  const company = `Lindner Holzbau ${tag} GmbH`

  guide.tell("Mara signs up in the storefront as an individual.")
  const password = randomBytes(12).toString("base64url")
  const { id } = clerk.users.create({
    email,
    password,
    first_name: "Mara",
    last_name: "Lindner",
    unsafe_metadata: { accountType: "individual" },
  })
  guide.clerk("sign up", `${id}, ${email}`)
  await clerk.webhooks.idle()
  const signedIn = await guide.call(
    "Mara, at Clerk",
    { method: "POST", origin: clerk.apiUrl, path: "/v1/stand-in/sign-in", body: { email, password } },
    { status: 200, show: ({ user_id }) => ({ user_id, token: "…" }) }
  )
  // One token for the whole tour: the backend decides at each call what its owner may do.
  const token = String(signedIn.body.token)
  await guide.call(
    "Mara, individual",
    { method: "POST", path: "/store/customers/sync-role", token },
    { status: 200, show: role, fields: { account_type: "individual", verification_status: "not_required" } }
  )

  guide.tell("Only businesses may place bulk orders.")
  await guide.call(
    "Mara, individual",
    { method: "POST", path: "/store/orders/create-bulk", token, body: BULK_ORDER },
    { status: 403, code: "business_account_required" }
  )

  guide.tell("She applies as a business. Her own word is enough for quotes, but not for orders.")
  clerk.users.update(id, { unsafe_metadata: { accountType: "business", company, tax_id: "DE136695976" } })
  guide.clerk("update unsafe metadata", `accountType: business, company: ${company}`)
  await clerk.webhooks.idle()
  const synced = await guide.call(
    "Mara, business, pending",
    { method: "POST", path: "/store/customers/sync-role", token },
    { status: 200, show: role, fields: { account_type: "business", verification_status: "pending" } }
  )
  const requested = await guide.call(
    "Mara, business, pending",
    {
      method: "POST",
      path: "/store/quotes/request",
      token,
      body: { items: [{ sku: "STO-SHLF-180", quantity: QUOTED, target_unit_price: 65 }], currency_code: "eur" },
    },
    { status: 201, show: quote, fields: { status: "requested", lines: 1 } }
  )
  await guide.call(
    "Mara, business, pending",
    { method: "POST", path: "/store/orders/create-bulk", token, body: BULK_ORDER },
    { status: 403, code: "verification_pending" }
  )

  guide.tell("She can already preview an order. Her spreadsheet has a typo in a SKU.")
  await guide.call(
    "Mara, business, pending",
    { method: "GET", path: "/store/orders/create-bulk/template.csv", token },
    { status: 200, show: file, fields: { headings: "sku,quantity,title" } }
  )
  await guide.call(
    "Mara, business, pending",
    { method: "POST", path: "/store/orders/create-bulk/preview", token, body: { csv: MISTYPED, shipping_address: ADDRESS } },
    { status: 200, show: preview, fields: { lines: 3, errors: "TSL-TAPE-5: unknown_sku (TLS-TAPE-5?)", valid: false } }
  )

  guide.tell("An admin finds her application and verifies her.")
  const adminSignedIn = await guide.call(
    "Admin",
    { method: "POST", path: "/auth/user/emailpass", body: { email: admin.email, password: admin.password } },
    { status: 200, show: () => ({ token: "…" }) }
  )
  const adminToken = String(adminSignedIn.body.token)
  await guide.call(
    "Admin",
    { method: "GET", path: `/admin/customers/business?status=pending&q=${tag}`, token: adminToken },
    { status: 200, show: (body) => ({ count: body.count }), fields: { count: 1 } }
  )
  await guide.call(
    "Admin",
    {
      method: "POST",
      path: "/admin/customers/verify",
      token: adminToken,
      body: {
        customer_id: role(synced.body).customer_id,
        is_verified: true,
        note: "Register entry checked.",
      },
    },
    { status: 200, show: role, fields: { verification_status: "verified" } }
  )

  guide.tell("From her next request on, she orders at business prices.")
  await guide.call(
    "Mara, business, verified",
    { method: "GET", path: "/store/customers/sync-role/me", token },
    { status: 200, show: access, fields: { bulk_orders: { allowed: true } } }
  )
  const placing = {
    method: "POST",
    path: "/store/orders/create-bulk",
    token,
    headers: { "idempotency-key": `order-${tag}` },
    body: { ...BULK_ORDER, purchase_order_number: `PO-${tag}` },
  } as const
  const placed = await guide.call("Mara, business, verified", placing, { status: 201, show: order, fields: { lines: ITEMS.length } })

  guide.tell("Her connection breaks, and her storefront repeats the request with the same key. She gets the same order.")
  await guide.call("Mara, business, verified", placing, { status: 200, show: order, fields: order(placed.body) })
  await guide.call(
    "Admin",
    { method: "GET", path: `/admin/orders/bulk?q=po-${tag}`, token: adminToken },
    { status: 200, show: (body) => ({ count: body.count }), fields: { count: 1 } }
  )

  await negotiate(guide, { quote_id: idOf(requested.body), token, adminToken })

  guide.tell("The shop got a notification of the application by e-mail and in Medusa's admin. Mara got one of the decision.")
  await guide.call(
    "Admin",
    { method: "GET", path: `/admin/notifications?q=${role(synced.body).customer_id}`, token: adminToken },
    { status: 200, show: told, fields: { templates: TEMPLATES, note: "Register entry checked." }, soon: true }
  )

  const mistakes = guide.mistakes()
  guide.tell(mistakes === 0 ? "Every answer was as expected." : `${mistakes} answers were not as expected.`)
  return mistakes === 0 ? 0 : 1
}

type Negotiation = { quote_id: string; token: string; adminToken: string }

/** Negotiates the quote that Mara requested: an offer, another round, a better offer, an order. */
async function negotiate(guide: Guide, { quote_id, token, adminToken }: Negotiation): Promise<void> {
  const mine = `/store/quotes/${quote_id}`
  const theirs = `/admin/quotes/${quote_id}`
  const draft = async (unit_price: number, message: string) => {
    const { body } = await guide.call("Admin", { method: "GET", path: theirs, token: adminToken }, { status: 200, show: quote })
    await guide.call(
      "Admin",
      { method: "POST", path: theirs, token: adminToken, body: { items: [{ id: firstLineOf(body), unit_price }] } },
      { status: 200, show: quote, fields: { total: unit_price * QUOTED } }
    )
    return { method: "POST", path: `${theirs}/send`, token: adminToken, body: { message } } as const
  }

  guide.tell("The shop answers her quote request. She sees the offer only after the shop sends it.")
  const first = await draft(72, "Our best price for twenty.")
  await guide.call("Mara", { method: "GET", path: mine, token }, { status: 200, show: quote, fields: { status: "requested", revision: 0 } })
  await guide.call("Admin", first, { status: 200, show: quote, fields: { status: "sent", revision: 1 } })
  await guide.call(
    "Mara",
    { method: "POST", path: `${mine}/renegotiate`, token, body: { message: "We take them all at once." } },
    { status: 200, show: quote, fields: { status: "requested" } }
  )
  await guide.call("Admin", await draft(68, "All at once, then."), { status: 200, show: quote, fields: { status: "sent", revision: 2 } })

  guide.tell("She compares both offers, prints the second one and accepts it. The order has exactly that price.")
  await guide.call(
    "Mara",
    { method: "GET", path: `${mine}?compare=1,2`, token },
    { status: 200, show: comparison, fields: { total: [72 * QUOTED, 68 * QUOTED] } }
  )
  await guide.call("Mara", { method: "GET", path: `${mine}/pdf`, token }, { status: 200, show: pdf, fields: { is_pdf: true } })
  await guide.call(
    "Mara",
    { method: "POST", path: `${mine}/accept`, token, body: { revision: 1, shipping_address: ADDRESS } },
    { status: 409, code: "revision_superseded" }
  )
  const accepted = await guide.call(
    "Mara",
    { method: "POST", path: `${mine}/accept`, token, body: { revision: 2, shipping_address: ADDRESS } },
    { status: 200, show: quote, fields: { status: "accepted", total: 68 * QUOTED } }
  )
  await guide.call(
    "Mara",
    { method: "POST", path: `${mine}/accept`, token, body: { revision: 2, shipping_address: ADDRESS } },
    { status: 409, code: "invalid_quote_state" }
  )
  await guide.call(
    "Admin",
    {
      method: "GET",
      path: `/admin/orders/${orderIdOf(accepted.body)}?fields=display_id,item_subtotal,total,currency_code`,
      token: adminToken,
    },
    { status: 200, show: orderTotals, fields: { item_subtotal: 68 * QUOTED } }
  )
  guide.tell("Both sides got notifications along the way.")
  await guide.call(
    "Admin",
    { method: "GET", path: `/admin/notifications?q=${quote_id}`, token: adminToken },
    { status: 200, show: quoteNotices, fields: { templates: QUOTE_TEMPLATES }, soon: true }
  )
}
