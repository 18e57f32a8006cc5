import { GERMAN_ADDRESS } from "../helpers/catalogue"
import { fillCart, readyCart, checkOut, type CartView } from "../helpers/checkout"
import type { CallOptions } from "../helpers/http"
import { describeShop, type Shop, type SyncedCustomer } from "../helpers/shop"
import { giveCart } from "../helpers/written-states"

const NOT_FOUND = { type: "not_found", code: "not_found", message: "Not found." }

/** The ids that lead to a customer's cart. */
type Target = { cart: CartView; collectionId: string; lineId: string; shippingOptionId: string; variantId: string; productId: string }

type Route = [method: string, path: (target: Target) => string, body?: (target: Target) => unknown]

/** Every store route of Medusa that takes the id of a cart or of something linked to it. */
const ROUTES: Route[] = [
  ["GET", ({ cart }) => `/store/carts/${cart.id}`],
  ["HEAD", ({ cart }) => `/store/carts/${cart.id}`],
  ["GET", ({ cart }) => `/store/carts/${cart.id}?fields=id,*customer`],
  ["GET", ({ cart }) => `/store/Carts/${cart.id}/`],
  ["GET", ({ cart }) => `/store/carts/${encoded(cart.id)}`],
  ["POST", ({ cart }) => `/store/carts/${cart.id}`, () => ({ email: "elsewhere@example.com" })],
  ["POST", ({ cart }) => `/store/carts/${cart.id}`, () => ({ shipping_address: { city: "Elsewhere" } })],
  ["POST", ({ cart }) => `/store/carts/${encoded(cart.id)}`, () => ({ metadata: { mine: true } })],
  ["POST", ({ cart }) => `/store/carts/${cart.id}/customer`, () => ({})],
  ["POST", ({ cart }) => `/store/carts/${cart.id}/line-items`, ({ variantId }) => ({ variant_id: variantId, quantity: 1 })],
  ["POST", ({ cart, lineId }) => `/store/carts/${cart.id}/line-items/${lineId}`, () => ({ quantity: 2 })],
  ["DELETE", ({ cart, lineId }) => `/store/carts/${cart.id}/line-items/${lineId}`],
  ["POST", ({ cart }) => `/store/carts/${cart.id}/promotions`, () => ({ promo_codes: ["TEN"] })],
  ["DELETE", ({ cart }) => `/store/carts/${cart.id}/promotions`, () => ({ promo_codes: ["TEN"] })],
  ["POST", ({ cart }) => `/store/carts/${cart.id}/shipping-methods`, ({ shippingOptionId }) => ({ option_id: shippingOptionId })],
  ["POST", ({ cart }) => `/store/carts/${cart.id}/taxes`, () => ({})],
  ["POST", ({ cart }) => `/store/carts/${cart.id}/complete`],
  ["POST", ({ cart }) => `/store/carts/${cart.id}/Complete/`],
  ["POST", ({ cart }) => `/store/carts/${cart.id}/gift-cards`, () => ({ code: "GIFT" })],
  ["PATCH", ({ cart }) => `/store/carts/${cart.id}`, () => ({})],
  ["POST", () => "/store/payment-collections", ({ cart }) => ({ cart_id: cart.id })],
  [
    "POST",
    ({ collectionId }) => `/store/payment-collections/${collectionId}/payment-sessions`,
    () => ({ provider_id: "pp_system_default" }),
  ],
  ["GET", ({ collectionId }) => `/store/payment-collections/${collectionId}`],
  ["GET", ({ cart }) => `/store/shipping-options?cart_id=${cart.id}`],
  ["GET", ({ cart }) => `/store/shipping-options?%63art_id=${cart.id}`],
  ["POST", ({ shippingOptionId }) => `/store/shipping-options/${shippingOptionId}/calculate`, ({ cart }) => ({ cart_id: cart.id })],
  ["GET", ({ cart }) => `/store/products?cart_id=${cart.id}&fields=*variants.calculated_price`],
  ["GET", ({ cart, productId }) => `/store/products/${productId}?cart_id=${cart.id}&fields=*variants.calculated_price`],
  ["GET", ({ cart }) => `/store/product-variants?cart_id=${cart.id}`],
  ["GET", ({ cart, variantId }) => `/store/product-variants/${variantId}?cart_id=${cart.id}`],
]

const encoded = (text: string): string => `%${text.charCodeAt(0).toString(16)}${text.slice(1)}`

describeShop("The owner of a cart", { catalogue: true }, (shop) => {
  describe("A customer's cart", () => {
    const targetOf = async (shop: Shop, caller: CallOptions): Promise<Target> => {
      const made = await fillCart(shop, caller)
      const collectionId = await readyCart(shop, made.id, caller)
      const { body } = await shop.get<{ cart: CartView }>(`/store/carts/${made.id}`, caller)
      const [{ id: productId }] = await shop.rows<{ id: string }>("SELECT product_id AS id FROM product_variant WHERE id = ?", [
        shop.catalogue.variantIds["BOLT-10"],
      ])
      return {
        cart: body.cart,
        collectionId,
        lineId: body.cart.items[0].id,
        shippingOptionId: shop.catalogue.cheapShippingOptionId,
        variantId: shop.catalogue.variantIds["BOLT-10"],
        productId,
      }
    }
    const unknownOf = (target: Target): Target => ({
      ...target,
      cart: { ...target.cart, id: "cart_01ZZZZZZZZZZZZZZZZZZZZZZZZ" },
      collectionId: "pay_col_01ZZZZZZZZZZZZZZZZZZZZZZZZ",
    })
    const picture = async ({ cart }: Target, { token }: SyncedCustomer) => {
      const { body } = await shop.get<{ cart: CartView }>(`/store/carts/${cart.id}`, { token })
      return body
    }

    it("answers 404 to everybody else on every route and stays unchanged", async () => {
      const [owner, other] = [await shop.syncedBusiness("verified"), await shop.syncedBusiness("verified")]
      const password = await shop.registerCustomer()
      const target = await targetOf(shop, { token: owner.token })
      const before = await picture(target, owner)
      const callers: [string, CallOptions][] = [
        ["nobody", {}],
        ["another business", { token: other.token }],
        ["another business by Medusa's token", { token: await shop.exchange(other.token) }],
        ["a customer with a password", { token: password.token }],
        ["an admin", { token: shop.admin.token }],
        ["a guess at the plugin's options", { headers: { "x-trusted": "true" } }],
      ]

      const wrong: unknown[] = []
      for (const [who, caller] of callers) {
        for (const [method, path, bodyOf] of ROUTES) {
          const call = (of: Target) => shop.call(method, path(of), { ...caller, ...(bodyOf ? { body: bodyOf(of) } : {}) })
          const [theirs, nobodys] = [await call(target), await call(unknownOf(target))]
          for (const { status, body } of [theirs, nobodys]) {
            const expected = method === "HEAD" ? "" : JSON.stringify(NOT_FOUND)
            if (status !== 404 || (body ? JSON.stringify(body) : "") !== expected) {
              wrong.push([who, method, path(target), status, body])
            }
          }
        }
      }

      expect(wrong).toEqual([])
      expect(await picture(target, owner)).toEqual(before)
    })

    it.each([
      ["a Clerk token", async ({ token }: SyncedCustomer): Promise<CallOptions> => ({ token })],
      ["a Medusa token", async ({ token }: SyncedCustomer): Promise<CallOptions> => ({ token: await shop.exchange(token) })],
      [
        "a session",
        async ({ token }: SyncedCustomer): Promise<CallOptions> => ({ cookie: await shop.openSession(await shop.exchange(token)) }),
      ],
    ])("can be completed by its customer with %s", async (_name, credentialOf) => {
      const owner = await shop.synced()
      const caller = await credentialOf(owner)

      const order = await checkOut(shop, caller, "billing@cedar.example")

      const { body } = await shop.get<{ orders: { id: string }[] }>("/store/orders", caller)
      expect(body.orders.map(({ id }) => id)).toEqual([order.id])
      expect((await shop.get(`/store/carts/${order.cart_id}`)).status).toBe(404)
      expect((await shop.post(`/store/carts/${order.cart_id}/complete`)).status).toBe(404)
      expect((await shop.post(`/store/carts/${order.cart_id}/complete`, caller)).status).toBe(200)
    })

    it("stays closed to everybody after its customer is deleted at Clerk", async () => {
      const owner = await shop.synced()
      const medusaToken = await shop.exchange(owner.token)
      const cart = await fillCart(shop, { token: owner.token })
      await shop.webhook("user.deleted", { id: owner.user.id, deleted: true, object: "user" })

      expect(await shop.get(`/store/carts/${cart.id}`)).toMatchObject({ status: 404, body: NOT_FOUND })
      expect((await shop.get(`/store/carts/${cart.id}`, { token: medusaToken })).status).toBe(403)
    })

    it("answers 403 to its disabled customer and 404 to others", async () => {
      const owner = await shop.synced()
      const cart = await fillCart(shop, { token: owner.token })
      await shop.webhook("user.updated", shop.clerk.users.ban(owner.user.id))

      expect(await shop.get(`/store/carts/${cart.id}`, { token: owner.token })).toMatchObject({
        status: 403,
        body: { code: "account_disabled" },
      })
      expect(await shop.get(`/store/carts/${cart.id}`)).toMatchObject({ status: 404, body: NOT_FOUND })
      expect(await shop.post(`/store/carts/${cart.id}/complete`)).toMatchObject({ status: 404, body: NOT_FOUND })
    })

    it("of a password customer stays open as in Medusa until they get a role, then only to them", async () => {
      const password = await shop.registerCustomer()
      const cart = await fillCart(shop, { token: password.token })
      expect((await shop.get(`/store/carts/${cart.id}`)).status).toBe(200)

      const owner = await shop.synced({ email: password.email })
      await giveCart(shop, cart.id, owner.id)

      expect((await shop.get(`/store/carts/${cart.id}`)).status).toBe(404)
      expect((await shop.get(`/store/carts/${cart.id}`, { token: owner.token })).status).toBe(200)
    })

    it.each([
      ["GET", "/store/products?cart_id=cart_a&cart_id=cart_b"],
      ["GET", "/store/products?cart_id[]=cart_a"],
      ["GET", "/store/products?cart_id[id]=cart_a"],
      ["GET", "/store/product-variants?cart_id[$ne]=cart_a"],
      ["GET", "/store/shipping-options?cart_id=cart_a&cart_id=cart_b"],
    ])("must be named by a single id: %s %s is refused", async (method, path) => {
      expect(await shop.call(method, path)).toMatchObject({ status: 400, body: { code: "invalid_request" } })
    })

    it.each<[string, unknown]>([
      ["a list", ["cart_a"]],
      ["an object", { id: "cart_a" }],
      ["a number", 1],
    ])("must be named by a single id: %s in a body is refused", async (_what, cart_id) => {
      expect((await shop.post("/store/payment-collections", { body: { cart_id } })).status).toBe(400)
      expect(
        (await shop.post(`/store/shipping-options/${shop.catalogue.cheapShippingOptionId}/calculate`, { body: { cart_id } })).status
      ).toBe(400)
    })

    it("answers 404 to an id that the database cannot store", async () => {
      expect((await shop.get("/store/carts/cart_%00")).status).toBe(404)
      expect((await shop.delete("/store/carts/cart_%00/line-items/cali_%00")).status).toBe(404)
      expect((await shop.post("/store/payment-collections", { body: { cart_id: "cart_\0" } })).status).toBe(404)
    })
  })

  describe("Ids of parts of another cart", () => {
    const rowsOf = (cart: CartView) =>
      shop.rows("SELECT * FROM cart_address WHERE id = ANY(?) ORDER BY id", [
        [cart.shipping_address?.id ?? "", cart.billing_address?.id ?? ""],
      ])
    const linesOf = (cart: CartView) => shop.rows("SELECT * FROM cart_line_item WHERE cart_id = ? ORDER BY id", [cart.id])
    const kinds: [string, () => Promise<CallOptions>][] = [
      ["a business's", async () => ({ token: (await shop.syncedBusiness("verified")).token })],
      ["a guest's", async () => ({})],
    ]

    it.each(kinds)("of %s create no cart that copies its address", async (_whose, callerOf) => {
      const theirs = await fillCart(shop, await callerOf(), { billing_address: GERMAN_ADDRESS })

      for (const field of ["shipping_address", "billing_address"]) {
        for (const id of [theirs.shipping_address?.id, theirs.billing_address?.id, "caaddr_01ZZZZZZZZZZZZZZZZZZZZZZZZ", ""]) {
          const body = { region_id: shop.catalogue.regionId, [field]: id }
          expect(await shop.post("/store/carts", { body })).toMatchObject({ status: 404, body: { type: "not_found", code: "not_found" } })
        }
      }
    })

    it.each(kinds)("of %s do not write to its address", async (_whose, callerOf) => {
      const theirs = await fillCart(shop, await callerOf(), { billing_address: GERMAN_ADDRESS })
      const mine = await fillCart(shop)
      const before = await rowsOf(theirs)
      expect(before).toHaveLength(2)

      for (const field of ["shipping_address", "billing_address"]) {
        for (const id of [theirs.shipping_address?.id, theirs.billing_address?.id, "caaddr_01ZZZZZZZZZZZZZZZZZZZZZZZZ", ""]) {
          const body = { [field]: { ...GERMAN_ADDRESS, id, address_1: "Elsewhere 1" } }
          expect(await shop.post(`/store/carts/${mine.id}`, { body })).toMatchObject({ status: 404, body: NOT_FOUND })
        }
      }
      expect(await rowsOf(theirs)).toEqual(before)
    })

    it.each(kinds)("of %s neither change nor delete its lines", async (_whose, callerOf) => {
      const theirs = await fillCart(shop, await callerOf())
      const mine = await fillCart(shop)
      const before = await linesOf(theirs)

      for (const lineId of [theirs.items[0].id, "cali_01ZZZZZZZZZZZZZZZZZZZZZZZZ"]) {
        for (const id of [lineId, encoded(lineId)]) {
          const path = `/store/carts/${mine.id}/line-items/${id}`
          expect(await shop.delete(path)).toMatchObject({ status: 404, body: NOT_FOUND })
          expect(await shop.post(path, { body: { quantity: 0 } })).toMatchObject({ status: 404, body: NOT_FOUND })
          expect(await shop.post(path, { body: { quantity: 7 } })).toMatchObject({ status: 404, body: NOT_FOUND })
        }
      }
      expect(await linesOf(theirs)).toEqual(before)
    })

    it("are accepted within the caller's own cart", async () => {
      const mine = await fillCart(shop)
      const path = `/store/carts/${mine.id}`

      const moved = await shop.post<{ cart: CartView }>(path, {
        body: { shipping_address: { id: mine.shipping_address?.id, address_1: "Hauptstraße 2" } },
      })
      expect(moved).toMatchObject({
        status: 200,
        body: { cart: { shipping_address: { id: mine.shipping_address?.id, address_1: "Hauptstraße 2" } } },
      })
      expect((await shop.post(`${path}/line-items/${mine.items[0].id}`, { body: { quantity: 3 } })).status).toBe(200)
      expect((await shop.delete(`${path}/line-items/${mine.items[0].id}`)).status).toBe(200)
    })
  })
})
