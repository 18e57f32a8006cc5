import { fillCart, readyCart, checkOut, type CartView } from "../helpers/checkout"
import type { CallOptions } from "../helpers/http"
import { describeShop, type Shop, type SyncedCustomer } from "../helpers/shop"

const NOT_FOUND = { type: "not_found", code: "not_found", message: "Not found." }

/** What a cart of a customer is reached by. */
type Target = { cart: CartView; collectionId: string; lineId: string; shippingOptionId: string; variantId: string; productId: string }

type Route = [method: string, path: (target: Target) => string, body?: (target: Target) => unknown]

/** Every store route of Medusa that takes the id of a cart or of what hangs on it. */
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
  ["POST", ({ collectionId }) => `/store/payment-collections/${collectionId}/payment-sessions`, () => ({ provider_id: "pp_system_default" })],
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

describeShop("A customer's cart", { catalogue: true }, (shop) => {
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

  it("is found by nobody else, on no route, as if it were not there; and is as it was", async () => {
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
    ["a session", async ({ token }: SyncedCustomer): Promise<CallOptions> => ({ cookie: await shop.openSession(await shop.exchange(token)) })],
  ])("is its customer's with %s, to the order", async (_name, credentialOf) => {
    const owner = await shop.synced()
    const caller = await credentialOf(owner)

    const order = await checkOut(shop, caller, "billing@cedar.example")

    const { body } = await shop.get<{ orders: { id: string }[] }>("/store/orders", caller)
    expect(body.orders.map(({ id }) => id)).toEqual([order.id])
    expect((await shop.get(`/store/carts/${order.cart_id}`)).status).toBe(404)
    expect((await shop.post(`/store/carts/${order.cart_id}/complete`)).status).toBe(404)
    expect((await shop.post(`/store/carts/${order.cart_id}/complete`, caller)).status).toBe(200)
  })
})
