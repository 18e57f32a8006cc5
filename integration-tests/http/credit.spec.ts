import { Modules } from "@medusajs/framework/utils"
import { completeCartWorkflow, createOrderWorkflow, createPaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import { GERMAN_ADDRESS } from "../helpers/catalogue"
import { intercept, restoreIntercepted } from "../helpers/intercept"
import { describeShop, type SyncedCustomer } from "../helpers/shop"
import { ON_ACCOUNT, storeCheckoutOf } from "../helpers/store-checkout"

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

      const lies = [{ session_id }, { customer_id: verified.id, cart_id: theirCart }, { id: session_id, idempotency_key: session_id, context: { customer: { id: verified.id } } }]
      for (const data of lies) {
        expect((await checkout.session(pending, collectionId, ON_ACCOUNT, data)).body.code).toBe("verification_pending")
      }
      const payments = shop.container.resolve(Modules.PAYMENT)
      const input = { provider_id: ON_ACCOUNT, amount: 1, currency_code: "eur", data: { session_id }, context: { idempotency_key: session_id } }
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

      await expect(payments.updatePaymentSession({ ...changed, data: { session_id: mine.id } })).rejects.toMatchObject({ code: "verification_revoked" })
      await expect(payments.updatePaymentSession({ ...changed, data: {} })).rejects.toMatchObject({ code: "cart_customer_required" })
      // Another one's session in its data, however it got there.
      await payments.updatePaymentSession({ ...changed, data: { session_id: theirs.id } })
      await expect(payments.authorizePaymentSession(mine.id, {})).rejects.toMatchObject({ code: "verification_revoked" })
      await expect(payments.authorizePaymentSession(mine.id, { idempotency_key: mine.id })).rejects.toMatchObject({ code: "verification_revoked" })

      const completed = await checkout.complete(verified, mine.cartId)
      expect({ status: completed.status, code: completed.body.code }).toEqual({ status: 403, code: "verification_revoked" })
      await expect(completeCartWorkflow(shop.container).run({ input: { id: mine.cartId } })).rejects.toMatchObject({ code: "verification_revoked" })
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
      expect(await shop.rows('SELECT id FROM "order" WHERE deleted_at IS NULL AND status <> \'canceled\'')).toEqual([])
    })

    it("belongs to the cart's customer of the moment, in another tab too", async () => {
      const verified = await shop.syncedBusiness("verified")
      const pending = await shop.syncedBusiness("pending")
      const cartId = await checkout.cart(verified)
      await checkout.session(verified, await checkout.readyToPay(verified, cartId))
      await shop.container.resolve(Modules.CART).updateCarts(cartId, { customer_id: pending.id })

      expect((await checkout.complete(verified, cartId)).status).toBe(404)
      expect((await checkout.complete(pending, cartId)).body.code).toBe("verification_pending")
      await expect(completeCartWorkflow(shop.container).run({ input: { id: cartId } })).rejects.toMatchObject({ code: "verification_pending" })
      await shop.container.resolve(Modules.CART).updateCarts(cartId, { customer_id: null })
      await expect(completeCartWorkflow(shop.container).run({ input: { id: cartId } })).rejects.toMatchObject({ code: "cart_customer_required" })
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
      const paid = async () => payments.authorizePaymentSession((await payments.createPaymentSession(await orderOf(verified.id), input)).id, {})
      const [taken, calledOff] = [await paid(), await paid()]
      const left = await payments.createPaymentSession(await orderOf(verified.id), input)
      await shop.decide(verified.id, false)

      await payments.capturePayment({ payment_id: taken?.id ?? "" })
      await payments.refundPayment({ payment_id: taken?.id ?? "", amount: 10 })
      await payments.cancelPayment(calledOff?.id ?? "")
      await payments.deletePaymentSession(left.id)
    })
  })

  describe("among the offers", () => {
    const providersSeenBy = async (token?: string) => {
      const { regionId } = shop.catalogue
      const list = await shop.get<{ payment_providers: { id: string }[]; count: number }>(`/store/payment-providers?region_id=${regionId}`, { token })
      const page = await shop.get<{ payment_providers: { id: string }[]; count: number }>(
        `/store/payment-providers?region_id=${regionId}&limit=1&offset=0&order=id`,
        { token }
      )
      const regions = await shop.get<{ regions: { payment_providers: { id: string }[] }[] }>("/store/regions?fields=*payment_providers", { token })
      const region = await shop.get<{ region: { payment_providers: { id: string }[] } }>(
        `/store/regions/${regionId}?fields=id,payment_providers.is_enabled,%70ayment_providers.id`,
        { token }
      )
      const cartId = await checkout.cart({ token })
      const cart = await shop.get<{ cart: object }>(`/store/carts/${cartId}?fields=id,*region.payment_providers,*payment_collection.payment_providers`, { token })
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

      await shop.rows("DELETE FROM region_payment_provider WHERE payment_provider_id = ?", [ON_ACCOUNT])
      const refused = await shop.post("/store/orders/create-bulk", { token, body })
      expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 400, code: "payment_provider_unavailable" })
    })
  })
})
