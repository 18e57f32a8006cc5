import { GERMAN_ADDRESS } from "../helpers/catalogue"
import { fillCart } from "../helpers/checkout"
import { quotesOf } from "../helpers/quotes"
import { samples } from "../helpers/sample-files"
import { describeShop, type SyncedCustomer } from "../helpers/shop"

/** A storefront with the tokens of a customer. */
const kit = () => import("../../packages/storefront/src/index.js")

const TWO_LINES = [
  { sku: "BOLT-10", quantity: 10 },
  { sku: "NUT-20", quantity: 4 },
]

describeShop("The storefront kit's client against a real shop", { catalogue: true }, (shop) => {
  const quotesByAdmin = quotesOf(shop)

  /** Creates a storefront with a signed-in customer, or a guest. */
  const storefront = async (customer?: Pick<SyncedCustomer, "token">) => {
    const { createCustomerRoleClient } = await kit()
    return createCustomerRoleClient({ baseUrl: shop.baseUrl, publishableKey: shop.publishableKey, getToken: async () => customer?.token })
  }

  it("syncs, reads and exchanges", async () => {
    const user = shop.clerkUser({ account_type: "business", company: "Cedar GmbH" })
    const { role } = await storefront({ token: shop.tokenOf(user) })

    const synced = await role.sync()
    expect(synced).toMatchObject({
      created: true,
      customer: { email: expect.any(String) },
      customer_role: { clerk_user_id: user.id, verification_status: "pending" },
    })
    expect(await role.retrieve()).toEqual({ customer_role: synced.customer_role })
    expect(await role.retrieve(synced.customer.id)).toEqual({ customer_role: synced.customer_role })
    const { token } = await role.exchange()
    expect(await shop.get("/store/customers/me", { token })).toMatchObject({ status: 200, body: { customer: { id: synced.customer.id } } })
  })

  it("reports the reason for a refusal", async () => {
    const { isCustomerRoleError } = await kit()
    const individual = await storefront(await shop.synced())
    const refusalOf = (call: Promise<unknown>) =>
      call.then(
        () => "no refusal",
        (error) => (isCustomerRoleError(error) ? error : Promise.reject(error))
      )

    expect(await refusalOf(individual.role.retrieve("cus_other"))).toMatchObject({ code: "not_your_role", status: 403 })
    expect(await refusalOf(individual.bulkOrders.template())).toMatchObject({ code: "business_account_required", status: 403 })
    expect(await refusalOf(individual.quotes.retrieve("quo_none"))).toMatchObject({ code: "not_found", status: 404 })
    expect(await refusalOf(individual.quotes.list({ limit: 1000 }))).toMatchObject({ code: "invalid_request", status: 400 })
    expect(await refusalOf((await storefront()).quotes.list())).toMatchObject({ code: "unauthenticated", status: 401 })
  })

  it("reports how many seconds to wait while the identity provider is down", async () => {
    const user = shop.clerkUser()
    const { role } = await storefront({ token: shop.tokenOf(user) })
    shop.clerk.faults.set({ status: 503 })

    const error = await role.sync().catch((thrown) => thrown)

    shop.clerk.faults.set(null)
    expect(error).toMatchObject({ code: "identity_provider_unavailable", status: 503 })
    expect(error.retryAfter).toBeGreaterThan(0)
  })

  it("renews a token that expired while the page was open", async () => {
    const { createCustomerRoleClient } = await kit()
    const { user, customer } = await shop.synced()
    const asked: (boolean | undefined)[] = []
    const { store } = createCustomerRoleClient({
      baseUrl: shop.baseUrl,
      publishableKey: shop.publishableKey,
      getToken: async ({ skipCache } = {}) => {
        asked.push(skipCache)
        return shop.tokenOf(user, skipCache ? {} : { expiresInSeconds: -60 })
      },
    })

    expect((await store.customer.retrieve()).customer.id).toBe(customer.id)
    expect(asked).toEqual([undefined, true])
  })

  it("previews, orders once and fills a cart", async () => {
    const { bulkOrders, store } = await storefront(await shop.syncedBusiness("verified"))
    const order = { items: TWO_LINES, shipping_address: GERMAN_ADDRESS, purchase_order_number: "PO-4711" }

    const preview = await bulkOrders.preview({ csv: "SKU;Qty\nbolt-10;10\nNUT-20;\n", shipping_address: GERMAN_ADDRESS })
    expect(preview).toMatchObject({
      valid: true,
      lines: [{ sku: "BOLT-10", quantity: 10, rows: [2] }],
      rows: { read: 2, ordered: 1, skipped: [{ row: 3, reason: "no_quantity" }] },
    })

    const first = await bulkOrders.create(order, { idempotencyKey: "po-4711", fields: "id,*items" })
    const second = await bulkOrders.create(order, { idempotencyKey: "po-4711" })
    expect(first.order.items).toHaveLength(2)
    expect(second.order.id).toBe(first.order.id)

    const { cart } = await bulkOrders.createCart({ from_order_id: first.order.id, shipping_address: GERMAN_ADDRESS })
    expect((await store.cart.retrieve(cart.id)).cart.items).toHaveLength(2)

    const template = await bulkOrders.template()
    expect([template.name, template.type]).toEqual(["bulk-order.csv", "text/csv; charset=utf-8"])
    expect(await template.text()).toMatch(/^sku,quantity,title/)
  })

  it("reports every invalid line of an order", async () => {
    const { bulkOrders } = await storefront(await shop.syncedBusiness("verified"))
    const items = [
      { sku: "RARE-1", quantity: 5 },
      { sku: "NTU-20", quantity: 1 },
    ]
    await expect(bulkOrders.create({ items, shipping_address: GERMAN_ADDRESS })).rejects.toMatchObject({
      code: "bulk_order_invalid",
      status: 400,
      errors: [
        { index: 0, sku: "RARE-1", code: "insufficient_stock", available: 3 },
        { index: 1, sku: "NTU-20", code: "unknown_sku", suggestions: ["NUT-20"] },
      ],
    })
  })

  it("takes a quote from request to order", async () => {
    const { quotes } = await storefront(await shop.syncedBusiness("verified"))
    const { quote: requested } = await quotes.request(
      { items: TWO_LINES, message: "We order this every month." },
      { idempotencyKey: "quote-1" }
    )
    expect(
      (await quotes.request({ items: TWO_LINES, message: "We order this every month." }, { idempotencyKey: "quote-1" })).quote.id
    ).toBe(requested.id)
    await quotesByAdmin.offer(requested.id, { prices: { "BOLT-10": 7 } })

    const { quote: wished } = await quotes.renegotiate(requested.id, {
      message: "12 of them?",
      items: [{ id: requested.items[0]?.id ?? "", quantity: 12 }],
    })
    expect(wished.status).toBe("requested")
    await quotesByAdmin.offer(requested.id, { prices: { "BOLT-10": 6 } })
    const { quote, comparison } = await quotes.retrieve(requested.id, { compare: [1, 2] })
    expect(comparison?.changed).toMatchObject([{ sku: "BOLT-10", quantity: [10, 12], unit_price: [7, 6] }])

    const pdf = await quotes.pdf(quote.id, { revision: 1, locale: "de-DE" })
    expect([pdf.type, pdf.name]).toEqual(["application/pdf", expect.stringContaining(quote.number)])
    expect((await pdf.text()).slice(0, 5)).toBe("%PDF-")

    await expect(quotes.accept(quote.id, { revision: 1, shipping_address: GERMAN_ADDRESS })).rejects.toMatchObject({
      code: "revision_superseded",
      status: 409,
    })
    const { quote: accepted } = await quotes.accept(quote.id, { revision: 2, shipping_address: GERMAN_ADDRESS })
    expect(accepted).toMatchObject({ status: "accepted", order_id: expect.stringMatching(/^order_/) })
    expect(await quotes.list({ status: "accepted", order: "-updated_at" })).toMatchObject({
      count: 1,
      quotes: [{ id: quote.id, item_count: 2 }],
    })
  })

  it("declines and cancels quotes", async () => {
    const customer = await shop.syncedBusiness("verified")
    const { quotes } = await storefront(customer)
    const offered = await quotesByAdmin.offered(customer.token)
    expect((await quotes.decline(offered.id, { reason: "Too late for us." })).quote.status).toBe("declined")
    const { quote } = await quotes.request({ items: TWO_LINES })
    expect((await quotes.cancel(quote.id)).quote.status).toBe("cancelled")
  })

  it("sends a message with files, and downloads them unchanged", async () => {
    const { quotes } = await storefront(await shop.syncedBusiness("verified"))
    const { quote } = await quotes.request({ items: TWO_LINES })

    const { quote: told } = await quotes.sendMessage(
      quote.id,
      {
        text: "The drawing, with tolerances.",
        item_id: quote.items[0]?.id,
        files: [new File([samples.pdf.toString("latin1")], "Größe.pdf")],
      },
      { idempotencyKey: "message-1" }
    )

    const message = told.messages.at(-1)
    expect(message).toMatchObject({ author: "customer", text: "The drawing, with tolerances.", attachments: [{ filename: "Größe.pdf" }] })
    const file = await quotes.attachment(quote.id, message?.attachments[0]?.id ?? "")
    expect([file.name, file.type]).toEqual(["Größe.pdf", "application/pdf"])
    expect(file.size).toBe(message?.attachments[0]?.size)
    expect((await quotes.sendMessage(quote.id, { text: "Without files." })).quote.messages).toHaveLength(2)
  })

  it("reaches Medusa's own routes as the same customer, and no other customer's cart", async () => {
    const ada = await shop.synced()
    const { id } = await fillCart(shop, { token: ada.token })
    const bob = await storefront(await shop.synced())

    expect((await (await storefront(ada)).store.cart.retrieve(id)).cart.id).toBe(id)
    await expect(bob.store.cart.retrieve(id)).rejects.toMatchObject({ code: "not_found", status: 404 })
  })

  it("learns of a revocation with the next call", async () => {
    const customer = await shop.syncedBusiness("verified")
    const { quotes, role, onRefusal } = await storefront(customer)
    const heard: string[] = []
    onRefusal(({ code }) => heard.push(code))

    await shop.decide(customer.id, false, { note: "The register has no such company." })
    await expect(quotes.request({ items: TWO_LINES })).rejects.toMatchObject({ code: "verification_revoked" })

    expect(heard).toEqual(["verification_revoked"])
    expect((await role.retrieve()).customer_role).toMatchObject({
      verification_status: "revoked",
      verification_note: "The register has no such company.",
    })
  })
})
