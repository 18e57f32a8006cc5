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

describeShop("credit", { catalogue: true, plugin: { access: { bulkOrders: "verified" } } }, (shop) => {
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

  /** As a workflow of the shop's goes around the HTTP guards. */
  const withoutHttp = (payment_collection_id: string) =>
    createPaymentSessionsWorkflow(shop.container).run({ input: { payment_collection_id, provider_id: ON_ACCOUNT }, throwOnError: false })

  describe("at the checkout", () => {
    it("is given to a verified business, by Medusa's own routes", async () => {
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
    ] as const)("is refused to a customer who is %s, on the way from the bulk cart too", async (status, code) => {
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

      // Payment in advance stays for everybody.
      expect((await checkout.session(caller, collectionId, IN_ADVANCE)).status).toBe(200)
      expect((await checkout.complete(caller, cartId)).body.type).toBe("order")
    })

    it("believes nothing that comes with a session", async () => {
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

    it("is asked for again when a session that was begun is changed or authorized, whatever its data says by then", async () => {
      const verified = await shop.syncedBusiness("verified")
      const other = await shop.syncedBusiness("verified", { company: "Other GmbH" })
      const sessionOf = async (caller: SyncedCustomer) => {
        // Nuts cost everybody the same: a cart that gets dearer loses its payment sessions.
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
      // Another one's session in its data, however it got there.
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

    it("is refused to whom the shop revokes while the cart is being completed", async () => {
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

    it("belongs to the cart's customer of the moment, in another tab too", async () => {
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

    it("is for the signed-in customer of the cart alone, who acts for themselves", async () => {
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

    it("asks for a customer where a guest's cart has none", async () => {
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

    it("is given for an order that an admin drafts for a verified business, and for nobody else's", async () => {
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

    it("does not keep the shop from taking, calling off or giving back what was promised", async () => {
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

  describe("by whom an order was placed", () => {
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

    it("is known of a bulk order and of a checkout by whoever is signed in", async () => {
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
        customer_now: { verification_status: "revoked", account_type: "business", disabled: false },
      })
      expect(await orderAsSeen(await inAdvance(business, { metadata: { ...metadata, company_name: "Oak GmbH" } }))).toMatchObject({
        confirmed: false,
        placed_by: { verification_status: "revoked" },
      })
    })

    it("is nobody whose address a stranger writes into a cart, whatever else they write", async () => {
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

  describe("once the shop has revoked it", () => {
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

    it.each(["direct", "core"] as const)("completes no bulk order that is under way (%s)", async (path) => {
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

    it("completes no acceptance of a quote that is under way", async () => {
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

  describe("beside what else a ban takes", () => {
    const priceOf = async (cartId: string) => {
      const [row] = await shop.rows<{ unit_price: string }>("SELECT unit_price FROM cart_line_item WHERE cart_id = ?", [cartId])
      return Number(row.unit_price)
    }

    it("takes the customer out of our group and reprices their carts at once; its end lets them in again", async () => {
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

    it("lets nobody in whom the shop verifies while they are banned, and takes nobody's membership that the shop gave", async () => {
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

    it("ends with the deletion at Clerk as well", async () => {
      const business = await shop.syncedBusiness("verified")
      const cartId = await checkout.cart(business)
      const collectionId = await checkout.readyToPay(business, cartId)
      await checkout.session(business, collectionId)
      await shop.webhook("user.deleted", { id: business.user.id, deleted: true, object: "user" })
      expect(await shop.groupNamesOf(business.id)).toEqual([])
      expect(await priceOf(cartId)).toBe(10)
      // At another price Medusa drops the session, and the provider begins no other.
      await expect(completeCartWorkflow(shop.container).run({ input: { id: cartId } })).rejects.toMatchObject({
        message: "Payment sessions are required to complete cart",
      })
      expect((await withoutHttp(collectionId)).errors).toMatchObject([{ error: { code: "account_disabled" } }])
      expect(await orders()).toEqual([])
    })
  })

  describe("among the offers", () => {
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

    it("is shown to a verified business", async () => {
      const both = [ON_ACCOUNT, IN_ADVANCE]
      const { token } = await shop.syncedBusiness("verified")
      expect(await providersSeenBy(token)).toMatchObject({ list: both, counts: 2, onFirstPage: 1, regions: both, region: both })
    })

    it("is shown to nobody else", async () => {
      expect(await providersSeenBy()).toEqual(WITHOUT)
      expect(await providersSeenBy((await shop.synced()).token)).toEqual(WITHOUT)
      for (const status of ["pending", "rejected", "revoked"] as const) {
        expect(await providersSeenBy((await shop.syncedBusiness(status)).token)).toEqual(WITHOUT)
      }
    })
  })

  describe("of bulk orders", () => {
    it("is what they are paid with, in regions that have it", async () => {
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
