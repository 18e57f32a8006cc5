import { checkOut, type OrderView } from "../helpers/checkout"
import type { CallOptions } from "../helpers/http"
import { describeShop } from "../helpers/shop"

const NOT_FOUND = { type: "not_found", code: "not_found", message: "Not found." }
const NO_ORDER = "order_01ZZZZZZZZZZZZZZZZZZZZZZZZ"
const NO_COLLECTION = "pay_col_01ZZZZZZZZZZZZZZZZZZZZZZZZ"

type Order = Pick<OrderView, "id" | "items"> & { collectionId: string }
type Route = [method: string, path: (order: Order) => string, body?: (order: Order) => unknown]

/** Every store route of Medusa that takes the id of an order or of its payment. Transfers need a credential even in Medusa. */
const ROUTES: Route[] = [
  ["GET", ({ id }) => `/store/orders/${id}`],
  ["GET", ({ id }) => `/store/orders/${id}?fields=id,*customer`],
  ["GET", ({ id }) => `/store/Orders/%6f${id.slice(1)}/`],
  ["POST", ({ id }) => `/store/orders/${id}/transfer/request`, () => ({ update_order_email: true })],
  ["POST", ({ id }) => `/store/orders/${id}/transfer/accept`, () => ({ token: "a guess" })],
  ["POST", ({ id }) => `/store/orders/${id}/transfer/decline`, () => ({ token: "a guess" })],
  ["POST", ({ id }) => `/store/orders/${id}/transfer/cancel`, () => ({})],
  [
    "POST",
    ({ collectionId }) => `/store/payment-collections/${collectionId}/payment-sessions`,
    () => ({ provider_id: "pp_system_default" }),
  ],
  ["POST", () => "/store/payment-collections", ({ id }) => ({ order_id: id })],
  [
    "POST",
    () => "/store/returns",
    ({ id, items }) => ({ order_id: id, items: [{ id: items[0].id, quantity: 1 }], return_shipping: { option_id: "so_any" } }),
  ],
]

describeShop("An order", { catalogue: true }, (shop) => {
  const toOrder = ({ id, items, payment_collections: [{ id: collectionId }] }: OrderView): Order => ({ id, items, collectionId })
  const changesOf = ({ id }: Order) => shop.rows("SELECT * FROM order_change WHERE order_id = ?", [id])
  /** Returns the token that Medusa mails to an order's customer after a transfer request. */
  const transferTokenOf = async (orderId: string) => {
    const [{ token }] = await shop.rows<{ token: string }>(
      "SELECT a.details->>'token' AS token FROM order_change_action a WHERE a.order_id = ? AND a.action = 'TRANSFER_CUSTOMER' ORDER BY a.created_at DESC LIMIT 1",
      [orderId]
    )
    return token
  }

  it("of a customer with a role answers 404 to everybody else on every route", async () => {
    const [owner, other] = [await shop.syncedBusiness("verified"), await shop.syncedBusiness("verified")]
    const password = await shop.registerCustomer()
    const order = toOrder(await checkOut(shop, { token: owner.token }))
    const callers: [string, CallOptions][] = [
      ["nobody", {}],
      ["another business", { token: other.token }],
      ["another business by Medusa's token", { token: await shop.exchange(other.token) }],
      ["a customer with a password", { token: password.token }],
      ["an admin", { token: shop.admin.token }],
    ]

    const wrong: unknown[] = []
    for (const [who, caller] of callers) {
      for (const [method, path, bodyOf] of ROUTES) {
        for (const asked of [order, { ...order, id: NO_ORDER, collectionId: NO_COLLECTION }]) {
          const { status, body } = await shop.call(method, path(asked), { ...caller, ...(bodyOf ? { body: bodyOf(asked) } : {}) })
          if (status !== 404 || JSON.stringify(body) !== JSON.stringify(NOT_FOUND)) {
            wrong.push([who, method, path(asked), status, body])
          }
        }
      }
    }

    expect(wrong).toEqual([])
    expect(await changesOf(order)).toEqual([])
    expect((await shop.get(`/store/orders/${order.id}`, { token: owner.token })).status).toBe(200)
  })

  it("of a guest is open to everybody with its id, as in Medusa", async () => {
    const order = await checkOut(shop)

    expect((await shop.get(`/store/orders/${order.id}`)).status).toBe(200)
  })

  it("of a guest is closed after its transfer to a customer with a role, even through the guest's cart", async () => {
    const customer = await shop.synced()
    const order = await checkOut(shop)
    expect((await shop.post(`/store/orders/${order.id}/transfer/request`, { token: customer.token, body: {} })).status).toBe(200)
    const body = { token: await transferTokenOf(order.id) }
    expect((await shop.post(`/store/orders/${order.id}/transfer/accept`, { body })).status).toBe(200)

    expect(await shop.get(`/store/orders/${order.id}`)).toMatchObject({ status: 404, body: NOT_FOUND })
    expect(await shop.post(`/store/carts/${order.cart_id}/complete`)).toMatchObject({ status: 404, body: NOT_FOUND })
    expect((await shop.get(`/store/orders/${order.id}`, { token: customer.token })).status).toBe(200)
  })

  it("of a customer is transferred only with Medusa's token and the new customer's own credential", async () => {
    const [owner, other] = [await shop.synced(), await shop.synced()]
    const order = await checkOut(shop, { token: owner.token })
    const asked = await shop.post(`/admin/orders/${order.id}/transfer`, { token: shop.admin.token, body: { customer_id: other.id } })
    expect(asked.status).toBe(200)
    const path = `/store/orders/${order.id}/transfer/accept`
    const body = { token: await transferTokenOf(order.id) }

    expect(await shop.post(path, { body })).toMatchObject({ status: 404, body: NOT_FOUND })
    expect(await shop.post(path, { body, token: other.token })).toMatchObject({ status: 404, body: NOT_FOUND })
    expect((await shop.post(path, { body: { token: "a guess" }, token: owner.token })).status).toBe(400)
    expect((await shop.post(path, { body, token: owner.token })).status).toBe(200)
  })
})
