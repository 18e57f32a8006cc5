import { once } from "node:events"
import { request } from "node:http"
import { text } from "node:stream/consumers"
import { Modules } from "@medusajs/framework/utils"
import { completeCartWorkflow, createOrderWorkflow, createPaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import { CUSTOMER_ROLE_MODULE } from "../../src/modules/customer-role"
import { BUSINESS_BOLT_PRICE, BUSINESS_GROUP, GERMAN_ADDRESS } from "../helpers/catalogue"
import { eventually } from "../helpers/eventually"
import { intercept, restoreIntercepted } from "../helpers/intercept"
import { quotesOf } from "../helpers/quotes"
import { describeShop, type SyncedCustomer } from "../helpers/shop"
import { ON_ACCOUNT, storeCheckoutOf } from "../helpers/store-checkout"
import { removePaymentProvider } from "../helpers/written-states"

const IN_ADVANCE = "pp_system_default"

describeShop("Payment on account", { catalogue: true, verifiedBusinesses: 1, plugin: { access: { bulkOrders: "verified" } } }, (shop) => {
  const checkout = storeCheckoutOf(shop)
  afterEach(restoreIntercepted)

  const orders = () => shop.rows<{ id: string; customer_id: string }>('SELECT id, customer_id FROM "order"')

  const bulkCartOf = async ({ token }: SyncedCustomer): Promise<string> => {
    const { status, body } = await shop.post<{ cart: { id: string } }>("/store/orders/create-bulk/cart", {
      token,
      body: { items: [{ sku: "BOLT-10", quantity: 2 }], shipping_address: GERMAN_ADDRESS },
    })
    expect(status).toBe(201)
    return body.cart.id
  }

  /** Bypasses the HTTP guards, as one of the shop's own workflows would. */
  const withoutHttp = (payment_collection_id: string) =>
    createPaymentSessionsWorkflow(shop.container).run({ input: { payment_collection_id, provider_id: ON_ACCOUNT }, throwOnError: false })

  describe("at the checkout", () => {
    it("is available to a verified business through Medusa's own routes", async () => {
      const caller = await shop.syncedBusiness("verified")
      const cartId = await checkout.cart(caller)
      const collectionId = await checkout.readyToPay(caller, cartId)
      expect((await checkout.session(caller, collectionId)).status).toBe(200)

      const { status, body } = await checkout.complete(caller, cartId)
      expect({ status, type: body.type }).toEqual({ status: 200, type: "order" })
      expect(await orders()).toMatchObject([{ customer_id: caller.id }])
    })

    it.each([
      ["individual", "business_account_required"],
      ["pending", "verification_pending"],
      ["rejected", "verification_rejected"],
      ["revoked", "verification_revoked"],
    ] as const)("is refused to a customer who is %s, even for the bulk cart", async (status, code) => {
      const caller = status === "individual" ? await shop.synced() : await shop.syncedBusiness(status)
      const isRefusedCart = status === "individual" || status === "rejected" || status === "revoked"
      const cartId = isRefusedCart ? await checkout.cart(caller) : await bulkCartOf(caller)
      const collectionId = await checkout.readyToPay(caller, cartId)
      const session = await checkout.session(caller, collectionId)
      expect({ status: session.status, code: session.body.code }).toEqual({ status: 403, code })

      const [failed] = (await withoutHttp(collectionId)).errors
      expect(failed.error).toMatchObject({ code })

      const completed = await checkout.complete(caller, cartId)
      expect(completed.status).toBe(400)
      expect(await orders()).toEqual([])

      // Payment in advance stays available to everybody.
      expect((await checkout.session(caller, collectionId, IN_ADVANCE)).status).toBe(200)
      expect((await checkout.complete(caller, cartId)).body.type).toBe("order")
    })

    it("ignores whatever data a client sends with a session", async () => {
      const verified = await shop.syncedBusiness("verified")
      const theirCart = await checkout.cart(verified)
      const theirCollection = await checkout.readyToPay(verified, theirCart)
      const theirs = await checkout.session(verified, theirCollection)
      const session_id = theirs.body.payment_collection?.payment_sessions?.[0].id ?? ""
      const pending = await shop.syncedBusiness("pending")
      const cartId = await checkout.cart(pending)
      const collectionId = await checkout.readyToPay(pending, cartId)

      const lies = [
        { session_id },
        { customer_id: verified.id, cart_id: theirCart },
        { id: session_id, idempotency_key: session_id, context: { customer: { id: verified.id } } },
      ]
      for (const data of lies) {
        expect((await checkout.session(pending, collectionId, ON_ACCOUNT, data)).body.code).toBe("verification_pending")
      }
      const payments = shop.container.resolve(Modules.PAYMENT)
      const input = {
        provider_id: ON_ACCOUNT,
        amount: 1,
        currency_code: "eur",
        data: { session_id },
        context: { idempotency_key: session_id },
      }
      await expect(payments.createPaymentSession(collectionId, input)).rejects.toMatchObject({ code: "verification_pending" })
      expect(await shop.rows("SELECT id FROM payment_session WHERE payment_collection_id = ?", [collectionId])).toEqual([])
    })

    it("is checked again when a session is updated or authorized, whatever its data says", async () => {
      const verified = await shop.syncedBusiness("verified")
      const other = await shop.syncedBusiness("verified", { company: "Other GmbH" })
      const sessionOf = async (caller: SyncedCustomer) => {
        // Nuts have one price for everybody. A cart whose price changes would lose its payment sessions.
        const cartId = await checkout.cart(caller, { items: [{ variant_id: shop.catalogue.variantIds["NUT-20"], quantity: 1 }] })
        const { body } = await checkout.session(caller, await checkout.readyToPay(caller, cartId))
        return { cartId, id: body.payment_collection?.payment_sessions?.[0].id ?? "" }
      }
      const [mine, theirs] = [await sessionOf(verified), await sessionOf(other)]
      const payments = shop.container.resolve(Modules.PAYMENT)
      const changed = { id: mine.id, amount: 1, currency_code: "eur" }
      await payments.updatePaymentSession({ ...changed, data: { session_id: mine.id } })
      await shop.decide(verified.id, false)

      await expect(payments.updatePaymentSession({ ...changed, data: { session_id: mine.id } })).rejects.toMatchObject({
        code: "verification_revoked",
      })
      await expect(payments.updatePaymentSession({ ...changed, data: {} })).rejects.toMatchObject({ code: "cart_customer_required" })
      // The data names another customer's session.
      await payments.updatePaymentSession({ ...changed, data: { session_id: theirs.id } })
      await expect(payments.authorizePaymentSession(mine.id, {})).rejects.toMatchObject({ code: "verification_revoked" })
      await expect(payments.authorizePaymentSession(mine.id, { idempotency_key: mine.id })).rejects.toMatchObject({
        code: "verification_revoked",
      })

      const completed = await checkout.complete(verified, mine.cartId)
      expect({ status: completed.status, code: completed.body.code }).toEqual({ status: 403, code: "verification_revoked" })
      await expect(completeCartWorkflow(shop.container).run({ input: { id: mine.cartId } })).rejects.toMatchObject({
        code: "verification_revoked",
      })
      expect(await orders()).toEqual([])
      expect((await checkout.complete(other, theirs.cartId)).body.type).toBe("order")
    })

    it("is refused to a business that is revoked while the cart completes", async () => {
      const caller = await shop.syncedBusiness("verified")
      const cartId = await checkout.cart(caller)
      await checkout.session(caller, await checkout.readyToPay(caller, cartId))
      intercept(shop.container.resolve(Modules.PAYMENT), "authorizePaymentSession", async () => {
        await shop.decide(caller.id, false)
      })
      const { status, body } = await checkout.complete(caller, cartId)
      expect({ status, code: body.code }).toEqual({ status: 403, code: "verification_revoked" })
      expect(await shop.rows("SELECT id FROM \"order\" WHERE deleted_at IS NULL AND status <> 'canceled'")).toEqual([])
    })

    it("depends on the cart's current customer, also in another tab", async () => {
      const verified = await shop.syncedBusiness("verified")
      const pending = await shop.syncedBusiness("pending")
      const cartId = await checkout.cart(verified)
      await checkout.session(verified, await checkout.readyToPay(verified, cartId))
      await shop.container.resolve(Modules.CART).updateCarts(cartId, { customer_id: pending.id })

      expect((await checkout.complete(verified, cartId)).status).toBe(404)
      expect((await checkout.complete(pending, cartId)).body.code).toBe("verification_pending")
      await expect(completeCartWorkflow(shop.container).run({ input: { id: cartId } })).rejects.toMatchObject({
        code: "verification_pending",
      })
      await shop.container.resolve(Modules.CART).updateCarts(cartId, { customer_id: null })
      await expect(completeCartWorkflow(shop.container).run({ input: { id: cartId } })).rejects.toMatchObject({
        code: "cart_customer_required",
      })
      expect(await orders()).toEqual([])
    })

    it("is only for the cart's signed-in customer, without impersonation", async () => {
      const verified = await shop.syncedBusiness("verified")
      const other = await shop.syncedBusiness("verified", { company: "Other GmbH" })
      const cartId = await checkout.cart(verified)
      const collectionId = await checkout.readyToPay(verified, cartId)
      const impersonator = { token: shop.tokenOf(verified.user, { claims: { act: { sub: "user_support" } } }) }

      expect((await checkout.session({}, collectionId)).body.code).toBe("unauthenticated")
      expect((await checkout.session({}, "pay_col_unknown")).body.code).toBe("unauthenticated")
      expect((await checkout.session(other, collectionId)).status).toBe(404)
      expect((await checkout.session(verified, "pay_col_unknown")).status).toBe(404)
      expect((await checkout.session(impersonator, collectionId)).body.code).toBe("impersonation_not_allowed")
      expect((await checkout.session(verified, collectionId)).status).toBe(200)

      expect((await checkout.complete({}, cartId)).status).toBeGreaterThanOrEqual(401)
      expect((await checkout.complete(other, cartId)).status).toBe(404)
      expect((await checkout.complete(impersonator, cartId)).body.code).toBe("impersonation_not_allowed")
      expect(await orders()).toEqual([])
    })

    it("answers cart_customer_required for a guest's cart", async () => {
      const verified = await shop.syncedBusiness("verified")
      const cartId = await checkout.cart({}, { email: "guest@example.com" })
      const collectionId = await checkout.readyToPay({}, cartId)
      const { status, body } = await checkout.session(verified, collectionId)
      expect({ status, code: body.code }).toEqual({ status: 409, code: "cart_customer_required" })

      expect((await shop.post(`/store/carts/${cartId}/customer`, { token: verified.token })).status).toBe(200)
      expect((await checkout.session(verified, collectionId)).status).toBe(200)
    })
  })

  describe("in the shop's own workflows", () => {
    const orderOf = async (customer_id: string) => {
      const { result: order } = await createOrderWorkflow(shop.container).run({
        input: {
          customer_id,
          email: "draft@example.com",
          region_id: shop.catalogue.regionId,
          sales_channel_id: shop.salesChannelId,
          currency_code: "eur",
          status: "draft",
          items: [{ title: "By hand", quantity: 1, unit_price: 10 }],
          shipping_address: GERMAN_ADDRESS,
        },
      })
      const payments = shop.container.resolve(Modules.PAYMENT)
      const collection = await payments.createPaymentCollections({ currency_code: "eur", amount: 10 })
      const link = { [Modules.ORDER]: { order_id: order.id }, [Modules.PAYMENT]: { payment_collection_id: collection.id } }
      await shop.container.resolve("link").create(link)
      return collection.id
    }

    it("is accepted for an order that an admin drafts for a verified business, and for no other", async () => {
      const payments = shop.container.resolve(Modules.PAYMENT)
      const input = { provider_id: ON_ACCOUNT, amount: 10, currency_code: "eur", data: {} }
      const verified = await shop.syncedBusiness("verified")
      const session = await payments.createPaymentSession(await orderOf(verified.id), input)
      const payment = await payments.authorizePaymentSession(session.id, {})
      expect(payment).toMatchObject({ provider_id: ON_ACCOUNT })

      await expect(payments.createPaymentSession(await orderOf((await shop.syncedBusiness("pending")).id), input)).rejects.toMatchObject({
        code: "verification_pending",
      })
      const loose = await payments.createPaymentCollections({ currency_code: "eur", amount: 10 })
      await expect(payments.createPaymentSession(loose.id, input)).rejects.toMatchObject({ code: "cart_customer_required" })
    })

    it("lets the shop capture, cancel and refund", async () => {
      const payments = shop.container.resolve(Modules.PAYMENT)
      const verified = await shop.syncedBusiness("verified")
      const input = { provider_id: ON_ACCOUNT, amount: 10, currency_code: "eur", data: {} }
      const paid = async () =>
        payments.authorizePaymentSession((await payments.createPaymentSession(await orderOf(verified.id), input)).id, {})
      const [taken, calledOff] = [await paid(), await paid()]
      const left = await payments.createPaymentSession(await orderOf(verified.id), input)
      await shop.decide(verified.id, false)

      await payments.capturePayment({ payment_id: taken?.id ?? "" })
      await payments.refundPayment({ payment_id: taken?.id ?? "", amount: 10 })
      await payments.cancelPayment(calledOff?.id ?? "")
      await payments.deletePaymentSession(left.id)
    })
  })

  describe("The placer of an order", () => {
    type Found = {
      orders: { confirmed: boolean | null; company_name: string | null; placed_by: object | null; customer_now: object | null }[]
    }
    const orderAsSeen = async (id: string) => {
      const { body } = await shop.get<Found>(`/admin/orders/bulk?id=${id}`, { token: shop.admin.token })
      return body.orders[0]
    }
    const inAdvance = async (caller: { token?: string }, more: Record<string, unknown>) => {
      const cartId = await checkout.cart(caller, more)
      await checkout.session(caller, await checkout.readyToPay(caller, cartId), IN_ADVANCE)
      const { body } = await checkout.complete(caller, cartId)
      return body.order?.id ?? ""
    }
    const metadata = { company_name: "Cedar GmbH", tax_id: "DE123456789", purchase_order_number: "PO-1" }

    it("is known for bulk orders and for checkouts by signed-in customers", async () => {
      const business = await shop.syncedBusiness("verified")
      const body = { items: [{ sku: "BOLT-10", quantity: 2 }], shipping_address: GERMAN_ADDRESS }
      const { body: placed } = await shop.post<{ order: { id: string } }>("/store/orders/create-bulk", { token: business.token, body })
      const known = {
        confirmed: true,
        placed_by: {
          customer_id: business.id,
          account_type: "business",
          verification_status: "verified",
          company_name: "Cedar GmbH",
          tax_id: "DE123456789",
        },
      }
      expect(await orderAsSeen(placed.order.id)).toMatchObject(known)
      const orderId = await inAdvance(business, { metadata })
      expect(await orderAsSeen(orderId)).toMatchObject(known)
      await eventually(async () => expect(await shop.rows("SELECT id FROM order_placer WHERE id = ?", [orderId])).toHaveLength(1))

      await shop.decide(business.id, false)
      expect(await orderAsSeen(orderId)).toMatchObject({
        ...known,
        customer_now: {
          verification_status: "revoked",
          account_type: "business",
          company_name: "Cedar GmbH",
          tax_id: "DE123456789",
          disabled: false,
        },
      })
      expect(await orderAsSeen(await inAdvance(business, { metadata: { ...metadata, company_name: "Oak GmbH" } }))).toMatchObject({
        confirmed: false,
        placed_by: { verification_status: "revoked" },
      })
    })

    it("is known for orders that state no company, and unknown once the person is erased", async () => {
      const business = await shop.syncedBusiness("verified")
      const orderId = await inAdvance(business, {})
      expect(await orderAsSeen(orderId)).toMatchObject({
        confirmed: true,
        company_name: null,
        placed_by: { customer_id: business.id, company_name: "Cedar GmbH" },
      })
      const body = { items: [{ sku: "BOLT-10", quantity: 2 }], shipping_address: GERMAN_ADDRESS }
      const { body: placed } = await shop.post<{ order: { id: string } }>("/store/orders/create-bulk", { token: business.token, body })

      await shop.post(`/admin/customers/${business.id}/role/erase`, { token: shop.admin.token, body: { force: true } })
      expect(await orderAsSeen(placed.order.id)).toMatchObject({ confirmed: null, company_name: "Cedar GmbH", placed_by: null })
    })

    it("is never a customer whose address a stranger writes into a cart", async () => {
      const business = await shop.syncedBusiness("verified")
      const orderId = await inAdvance({}, { email: business.user.email_addresses[0].email_address, metadata })
      await eventually(async () =>
        expect(await orderAsSeen(orderId)).toMatchObject({ confirmed: false, placed_by: null, company_name: "Cedar GmbH" })
      )
      const individual = await shop.synced()
      const theirs = await inAdvance(individual, { metadata })
      await eventually(async () =>
        expect(await orderAsSeen(theirs)).toMatchObject({ confirmed: false, placed_by: { account_type: "individual" } })
      )
    })
  })

  describe("after the shop has revoked the business", () => {
    const order = { items: [{ sku: "NUT-20", quantity: 2 }], shipping_address: GERMAN_ADDRESS }
    const revokeBeforeItIsComplete = (customerId: string) =>
      intercept(shop.container.resolve(CUSTOMER_ROLE_MODULE), "completeOrder", async () => {
        await shop.decide(customerId, false)
      })
    const remains = async () => ({
      orders: await shop.rows('SELECT id FROM "order" WHERE deleted_at IS NULL'),
      reserved: await shop.rows("SELECT id FROM reservation_item WHERE deleted_at IS NULL"),
      carts: await shop.rows("SELECT id FROM cart WHERE deleted_at IS NULL"),
      placements: await shop.rows("SELECT id FROM bulk_order_placement"),
      placers: await shop.rows("SELECT id FROM order_placer"),
    })
    const NOTHING = { orders: [], reserved: [], carts: [], placements: [], placers: [] }

    it.each(["direct", "core"] as const)("completes no bulk order that is already running (%s)", async (path) => {
      const business = await shop.syncedBusiness("verified")
      const { checkoutPath } = shop.container.resolve("bulk_order")
      const before = checkoutPath.path
      checkoutPath.path = path
      revokeBeforeItIsComplete(business.id)
      const { status, body } = await shop.post("/store/orders/create-bulk", { token: business.token, body: order })
      checkoutPath.path = before
      expect({ status, code: body.code }).toEqual({ status: 403, code: "verification_revoked" })
      expect(await remains()).toEqual(NOTHING)
    })

    it("completes no acceptance of a quote that is already running", async () => {
      const quotes = quotesOf(shop)
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.sent(business.token)
      revokeBeforeItIsComplete(business.id)
      const { status, body } = await shop.post(`/store/quotes/${quote.id}/accept`, {
        token: business.token,
        body: { revision: 1, shipping_address: GERMAN_ADDRESS },
      })
      expect({ status, code: body.code }).toEqual({ status: 403, code: "verification_revoked" })
      expect(await remains()).toEqual(NOTHING)
    })
  })

  describe("The customer group of a banned business", () => {
    const priceOf = async (cartId: string) => {
      const [row] = await shop.rows<{ unit_price: string }>("SELECT unit_price FROM cart_line_item WHERE cart_id = ?", [cartId])
      return Number(row.unit_price)
    }

    it("is left at once, with the carts repriced, and rejoined when the ban ends", async () => {
      const business = await shop.syncedBusiness("verified")
      const gold = await shop.container.resolve(Modules.CUSTOMER).createCustomerGroups({ name: "Gold" })
      await shop.container.resolve(Modules.CUSTOMER).addCustomerToGroup({ customer_id: business.id, customer_group_id: gold.id })
      const cartId = await checkout.cart(business)
      expect(await priceOf(cartId)).toBe(BUSINESS_BOLT_PRICE)

      await shop.webhook("user.updated", shop.clerk.users.update(business.user.id, { banned: true }))
      expect(await shop.groupNamesOf(business.id)).toEqual(["Gold"])
      expect(await priceOf(cartId)).toBe(10)
      expect((await checkout.complete(business, cartId)).body.code).toBe("account_disabled")

      await shop.webhook("user.updated", shop.clerk.users.update(business.user.id, { banned: false }))
      expect(await shop.groupNamesOf(business.id)).toEqual(["Gold", BUSINESS_GROUP])
      expect(await priceOf(cartId)).toBe(BUSINESS_BOLT_PRICE)
    })

    it("is not joined when the shop verifies the business, and keeps members that the shop added", async () => {
      const pending = await shop.syncedBusiness("pending")
      await shop.webhook("user.updated", shop.clerk.users.update(pending.user.id, { banned: true }))
      await shop.decide(pending.id, true)
      expect(await shop.groupNamesOf(pending.id)).toEqual([])

      const given = await shop.syncedBusiness("pending", { company: "Oak GmbH" })
      await shop.container
        .resolve(Modules.CUSTOMER)
        .addCustomerToGroup({ customer_id: given.id, customer_group_id: shop.catalogue.businessGroupId })
      await shop.decide(given.id, true)
      await shop.webhook("user.updated", shop.clerk.users.update(given.user.id, { banned: true }))
      expect(await shop.groupNamesOf(given.id)).toEqual([BUSINESS_GROUP])
    })

    it("is left when the user is deleted at Clerk", async () => {
      const business = await shop.syncedBusiness("verified")
      const cartId = await checkout.cart(business)
      const collectionId = await checkout.readyToPay(business, cartId)
      await checkout.session(business, collectionId)
      await shop.webhook("user.deleted", { id: business.user.id, deleted: true, object: "user" })
      expect(await shop.groupNamesOf(business.id)).toEqual([])
      expect(await priceOf(cartId)).toBe(10)
      // If the price changed, Medusa would drop the session, and the provider starts no other.
      await expect(completeCartWorkflow(shop.container).run({ input: { id: cartId } })).rejects.toMatchObject({
        message: "Payment sessions are required to complete cart",
      })
      expect((await withoutHttp(collectionId)).errors).toMatchObject([{ error: { code: "account_disabled" } }])
      expect(await orders()).toEqual([])
    })
  })

  describe("in the list of payment providers", () => {
    const providersSeenBy = async (token?: string) => {
      const { regionId } = shop.catalogue
      const list = await shop.get<{ payment_providers: { id: string }[]; count: number }>(
        `/store/payment-providers?region_id=${regionId}`,
        { token }
      )
      const page = await shop.get<{ payment_providers: { id: string }[]; count: number }>(
        `/store/payment-providers?region_id=${regionId}&limit=1&offset=0&order=id`,
        { token }
      )
      const regions = await shop.get<{ regions: { payment_providers: { id: string }[] }[] }>("/store/regions?fields=*payment_providers", {
        token,
      })
      const region = await shop.get<{ region: { payment_providers: { id: string }[] } }>(
        `/store/regions/${regionId}?fields=id,payment_providers.is_enabled,%70ayment_providers.id`,
        { token }
      )
      const cartId = await checkout.cart({ token })
      const cart = await shop.get<{ cart: object }>(
        `/store/carts/${cartId}?fields=id,*region.payment_providers,*payment_collection.payment_providers`,
        { token }
      )
      return {
        list: list.body.payment_providers.map(({ id }) => id).sort(),
        counts: list.body.count,
        onFirstPage: page.body.payment_providers.length,
        regions: regions.body.regions.flatMap(({ payment_providers }) => payment_providers.map(({ id }) => id)).sort(),
        region: region.body.region.payment_providers.map(({ id }) => id).sort(),
        inCart: JSON.stringify(cart.body).includes("on-account"),
      }
    }
    const WITHOUT = { list: [IN_ADVANCE], counts: 1, onFirstPage: 1, regions: [IN_ADVANCE], region: [IN_ADVANCE], inCart: false }

    it("appears for a verified business", async () => {
      const both = [ON_ACCOUNT, IN_ADVANCE]
      const { token } = await shop.syncedBusiness("verified")
      expect(await providersSeenBy(token)).toMatchObject({ list: both, counts: 2, onFirstPage: 1, regions: both, region: both })
    })

    it("appears for nobody else", async () => {
      expect(await providersSeenBy()).toEqual(WITHOUT)
      expect(await providersSeenBy((await shop.synced()).token)).toEqual(WITHOUT)
      for (const status of ["pending", "rejected", "revoked"] as const) {
        expect(await providersSeenBy((await shop.syncedBusiness(status)).token)).toEqual(WITHOUT)
      }
    })

    it("is shown to nobody else who writes a host into the request line", async () => {
      const { hostname, port } = new URL(shop.baseUrl)
      const path = `http://example.com/store/payment-providers?region_id=${shop.catalogue.regionId}`

      const [response] = await once(
        request({ hostname, port, path, headers: { "x-publishable-api-key": shop.publishableKey } }).end(),
        "response"
      )

      expect(JSON.parse(await text(response))).toMatchObject({ payment_providers: [{ id: IN_ADVANCE }], count: 1 })
    })
  })

  describe("for bulk orders", () => {
    it("pays in every region that offers it", async () => {
      const { token } = await shop.syncedBusiness("verified")
      const body = { items: [{ sku: "BOLT-10", quantity: 2 }], shipping_address: GERMAN_ADDRESS }
      expect((await shop.post("/store/orders/create-bulk", { token, body })).status).toBe(201)
      expect(await shop.rows("SELECT provider_id FROM payment")).toEqual([{ provider_id: ON_ACCOUNT }])

      await removePaymentProvider(shop, ON_ACCOUNT)
      const refused = await shop.post("/store/orders/create-bulk", { token, body })
      expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 400, code: "payment_provider_unavailable" })
    })
  })
})
