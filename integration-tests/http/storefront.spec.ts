import { processPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { BUSINESS_BOLT_PRICE, GERMAN_ADDRESS } from "../helpers/catalogue"
import { fillCart, readyCart, type CartView, type OrderView } from "../helpers/checkout"
import type { Answer } from "../helpers/http"
import { describeShop, type Shop } from "../helpers/shop"

/**
 * A browser at a storefront like Medusa's starter: one cookie for the cart, one for the credential. It forgets a cart
 * that is not found, and creates a new one with the next line.
 */
const openBrowser = (shop: Shop) => {
  let cartId: string | undefined
  let token: string | undefined
  const post = <T>(path: string, body: unknown) => shop.post<T>(path, { token, body })

  const browser = {
    async retrieveCart(): Promise<CartView | null> {
      const answer = cartId ? await shop.get<{ cart: CartView }>(`/store/carts/${cartId}`, { token }) : undefined
      return answer?.status === 200 ? answer.body.cart : null
    },
    async addToCart(): Promise<CartView> {
      const cart =
        (await browser.retrieveCart()) ?? (await post<{ cart: CartView }>("/store/carts", { region_id: shop.catalogue.regionId })).body.cart
      cartId = cart.id
      const line = { variant_id: shop.catalogue.variantIds["BOLT-10"], quantity: 1 }
      return (await post<{ cart: CartView }>(`/store/carts/${cartId}/line-items`, line)).body.cart
    },
    async signIn(credential: string): Promise<void> {
      token = credential
      if (cartId) {
        await post(`/store/carts/${cartId}/customer`, {})
      }
    },
    /** The starter deletes both. A storefront that deletes only the credential gets 404 for the cart. */
    signOut(): void {
      token = undefined
    },
    withToken(credential: string | undefined): void {
      token = credential
    },
    updateRegion: (region_id: string) => post<{ cart: CartView }>(`/store/carts/${cartId}`, { region_id }),
    async checkOut(email: string): Promise<Answer<{ type: string; order: OrderView }>> {
      await post(`/store/carts/${cartId}`, { shipping_address: GERMAN_ADDRESS, billing_address: GERMAN_ADDRESS, email })
      await readyCart(shop, cartId ?? "", { token }, email)
      return browser.placeOrder()
    },
    placeOrder: () => post<{ type: string; order: OrderView }>(`/store/carts/${cartId}/complete`, {}),
    cartId: () => cartId ?? "",
  }
  return browser
}

describeShop("A storefront like Medusa's starter", { catalogue: true }, (shop) => {
  const ordersOf = async (token: string) =>
    (await shop.get<{ orders: { id: string }[] }>("/store/orders", { token })).body.orders.map(({ id }) => id)

  it("sells to a guest, who sees the order confirmed", async () => {
    const browser = openBrowser(shop)
    await browser.addToCart()

    const { status, body } = await browser.checkOut("guest@example.com")

    expect({ status, type: body.type }).toEqual({ status: 200, type: "order" })
    expect((await shop.get(`/store/orders/${body.order.id}`)).status).toBe(200)
  })

  it.each([
    ["an individual", () => shop.synced(), 10],
    ["a verified business", () => shop.syncedBusiness("verified"), BUSINESS_BOLT_PRICE],
  ])("sells to %s, who then sees the order in their list", async (_who, make, price) => {
    const { token, customer } = await make()
    const browser = openBrowser(shop)
    await browser.signIn(token)
    expect((await browser.addToCart()).items[0].unit_price).toBe(price)

    const { body } = await browser.checkOut(customer.email)

    expect(await ordersOf(token)).toEqual([body.order.id])
  })

  it("keeps a guest's cart when they sign in, and reprices it", async () => {
    const { token } = await shop.syncedBusiness("verified")
    const browser = openBrowser(shop)
    await browser.addToCart()

    await browser.signIn(token)

    expect((await browser.retrieveCart())?.items[0].unit_price).toBe(BUSINESS_BOLT_PRICE)
    expect((await browser.checkOut("orders@cedar.example")).body.type).toBe("order")
    expect(await ordersOf(token)).toHaveLength(1)
  })

  it("shows nothing of a customer to the browser's next user, who starts with a new cart", async () => {
    const { token } = await shop.syncedBusiness("verified")
    const browser = openBrowser(shop)
    await browser.signIn(token)
    await browser.addToCart()
    const before = browser.cartId()

    browser.signOut()

    expect(await browser.retrieveCart()).toBeNull()
    expect((await browser.addToCart()).items[0].unit_price).toBe(10)
    expect(browser.cartId()).not.toBe(before)
    const next = await shop.synced()
    await browser.signIn(next.token)
    expect((await browser.checkOut(next.customer.email)).body.type).toBe("order")
    expect(await ordersOf(token)).toEqual([])
  })

  it("finds the cart again with a fresh token after one has expired", async () => {
    const { token, user } = await shop.synced()
    const browser = openBrowser(shop)
    await browser.signIn(token)
    await browser.addToCart()

    browser.withToken(shop.tokenOf(user, { expiresInSeconds: -60 }))
    expect((await shop.get(`/store/carts/${browser.cartId()}`, { token: shop.tokenOf(user, { expiresInSeconds: -60 }) })).status).toBe(401)
    browser.withToken(shop.tokenOf(user))

    expect((await browser.retrieveCart())?.items).toHaveLength(1)
  })

  it("changes the region of a customer's cart and of a guest's", async () => {
    const { token } = await shop.synced()
    for (const credential of [undefined, token]) {
      const browser = openBrowser(shop)
      browser.withToken(credential)
      await browser.addToCart()

      expect((await browser.updateRegion(shop.catalogue.regionId)).status).toBe(200)
    }
  })

  it("gets an order that a bank's webhook placed before the shopper came back without cookies", async () => {
    const { token } = await shop.synced()
    const cart = await fillCart(shop, { token })
    const collectionId = await readyCart(shop, cart.id, { token })
    const [session] = await shop.rows<{ id: string; amount: number }>(
      "SELECT id, amount FROM payment_session WHERE payment_collection_id = ?",
      [collectionId]
    )

    expect((await shop.get(`/store/carts/${cart.id}`)).status).toBe(404)
    await processPaymentWorkflow(shop.container).run({
      input: { action: "authorized", data: { session_id: session.id, amount: session.amount } },
    })

    const { body } = await shop.post<{ type: string; order: OrderView }>(`/store/carts/${cart.id}/complete`, { token })
    expect(body.type).toBe("order")
    expect(await ordersOf(token)).toEqual([body.order.id])
  })
})
