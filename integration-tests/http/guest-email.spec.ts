import { Modules } from "@medusajs/framework/utils"
import { BUSINESS_BOLT_PRICE } from "../helpers/catalogue"
import { checkOut, fillCart, readyCart, type CartView } from "../helpers/checkout"
import { intercept, restoreIntercepted } from "../helpers/intercept"
import { describeShop } from "../helpers/shop"
import { setPhone, setCartEmail } from "../helpers/written-states"

const LIST_PRICE = 10

describeShop(
  "An e-mail address in a cart",
  { catalogue: true, plugin: { checkout: { trusted: (req) => req.get("x-pos") === "a secret" } } },
  (shop) => {
    afterEach(restoreIntercepted)

    const verified = async () => {
      const business = await shop.syncedBusiness("verified", { first_name: "Ada", last_name: "Lovelace" })
      await setPhone(shop, business.id, "+49 30 1")
      return { ...business, email: business.customer.email }
    }
    const write = (cartId: string, body: Record<string, unknown>, token?: string) =>
      shop.post<{ cart: CartView }>(`/store/carts/${cartId}?fields=*customer,*items`, { body, token })
    const create = (body: Record<string, unknown>, headers = {}) =>
      shop.post<{ cart: CartView }>("/store/carts?fields=*customer,*items", {
        headers,
        body: { region_id: shop.catalogue.regionId, items: [{ variant_id: shop.catalogue.variantIds["BOLT-10"], quantity: 1 }], ...body },
      })
    /** Returns what an answer shows of a customer, without fields that differ between carts. */
    const shown = ({ status, body: { cart } }: { status: number; body: { cart: CartView } }) => ({
      status,
      email: cart.email,
      customer: { ...cart.customer, id: "", email: cart.customer?.email, created_at: "", updated_at: "" },
      prices: cart.items.map(({ unit_price }) => unit_price),
    })
    const guestsOf = (email: string) => shop.rows<{ id: string }>("SELECT id FROM customer WHERE email = ? AND NOT has_account", [email])

    it("of a verified business gives a guest's cart neither the business's prices nor its name, phone or customer", async () => {
      const { email, id, token } = await verified()

      const made = await create({ email, metadata: { company_name: "Cedar GmbH", tax_id: "DE123456789" } })
      const changed = await write((await create({})).body.cart.id, { email })

      for (const answer of [made, changed]) {
        expect(shown(answer)).toMatchObject({
          status: 200,
          email,
          customer: { email, has_account: false, first_name: null, last_name: null, phone: null, company_name: null },
          prices: [LIST_PRICE],
        })
        expect(answer.body.cart.customer?.id).not.toBe(id)
      }
      expect((await fillCart(shop, { token })).items[0].unit_price).toBe(BUSINESS_BOLT_PRICE)
    })

    it("of a verified business does not make a guest's order theirs", async () => {
      const { email, token } = await verified()

      const order = await checkOut(shop, {}, email)

      const { body } = await shop.get<{ orders: unknown[] }>("/store/orders", { token })
      expect(body.orders).toEqual([])
      expect((await shop.get(`/store/orders/${order.id}`, { token })).status).toBe(200)
      expect(await guestsOf(email)).toHaveLength(1)
    })

    it("gets the same answer whether or not somebody has registered it", async () => {
      const { email: registered } = await verified()
      const { email: withPassword } = await shop.registerCustomer()
      const unknown = "nobody-yet@example.com"
      const cleared = (answer: ReturnType<typeof shown>) => ({ ...answer, email: "", customer: { ...answer.customer, email: "" } })

      const made: unknown[] = []
      const changed: unknown[] = []
      for (const email of [unknown, registered, withPassword]) {
        made.push(cleared(shown(await create({ email }))))
        changed.push(cleared(shown(await write((await create({})).body.cart.id, { email }))))
      }

      expect(new Set(made.map((answer) => JSON.stringify(answer))).size).toBe(1)
      expect(new Set(changed.map((answer) => JSON.stringify(answer))).size).toBe(1)
    })

    it.each([
      ["in upper case", (email: string) => email.toUpperCase(), 200],
      ["with a Kelvin sign for a k", () => "\u212Aim@example.com", 400],
    ])("%s does not match a customer either", async (_how, spell, status) => {
      const { email, id } = await verified()

      const answer = await create({ email: spell(email) })

      expect(answer.status).toBe(status)
      expect(answer.body.cart?.customer?.id).not.toBe(id)
      expect(answer.body.cart?.items[0].unit_price ?? LIST_PRICE).toBe(LIST_PRICE)
    })

    it("leads to one guest, however many carts use it at once", async () => {
      const email = "everybody@example.com"
      const carts = await Promise.all(Array.from({ length: 4 }, () => create({})))

      const answers = await Promise.all([
        ...Array.from({ length: 4 }, () => create({ email })),
        ...carts.map(({ body }) => write(body.cart.id, { email })),
      ])

      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
      const guests = await guestsOf(email)
      expect(guests).toHaveLength(1)
      expect(new Set(answers.map(({ body }) => body.cart.customer?.id))).toEqual(new Set([guests[0].id]))
    })

    it("of somebody else leaves a signed-in customer's cart theirs", async () => {
      const [owner, other] = [await verified(), await verified()]
      const cart = await fillCart(shop, { token: owner.token }, { email: other.email })

      const changed = await write(cart.id, { email: other.email }, owner.token)

      expect(changed).toMatchObject({ status: 200, body: { cart: { email: other.email, customer: { id: owner.id } } } })
      expect((await shop.get(`/store/carts/${cart.id}`, { token: other.token })).status).toBe(404)
    })

    it("of somebody else does not assign a guest's cart to them, even if a signed-in customer writes it", async () => {
      const [caller, other] = [await verified(), await verified()]
      const { body } = await create({})

      const changed = await write(body.cart.id, { email: other.email }, caller.token)

      expect(shown(changed)).toMatchObject({ status: 200, customer: { email: other.email, has_account: false }, prices: [LIST_PRICE] })
    })

    it("of the caller assigns a guest's cart to them at their prices", async () => {
      const caller = await verified()
      const { body } = await create({})

      const changed = await write(body.cart.id, { email: caller.email }, caller.token)

      expect(changed).toMatchObject({ status: 200, body: { cart: { customer: { id: caller.id } } } })
      expect(changed.body.cart.items[0].unit_price).toBe(BUSINESS_BOLT_PRICE)
      expect((await shop.get(`/store/carts/${body.cart.id}`)).status).toBe(404)
    })

    it("that a cart without a customer already has assigns no customer when a request clears it", async () => {
      const { email, id } = await verified()
      const { body } = await create({})
      await setCartEmail(shop, body.cart.id, email)

      const changed = await write(body.cart.id, { email: null })

      expect(changed.status).toBe(200)
      expect(changed.body.cart.customer?.id).not.toBe(id)
      expect(changed.body.cart.items[0].unit_price).toBe(LIST_PRICE)
    })

    it("may be written to a guest's cart repeatedly", async () => {
      const { body } = await create({ email: "first@example.com" })

      for (const email of ["second@example.com", "second@example.com", "third@example.com"]) {
        expect(shown(await write(body.cart.id, { email }))).toMatchObject({ status: 200, email, customer: { email, has_account: false } })
      }
    })

    it("changes nothing in a cart that was ordered", async () => {
      const order = await checkOut(shop, {}, "buyer@example.com")
      const before = await shop.rows("SELECT customer_id, email FROM cart WHERE id = ?", [order.cart_id])

      const changed = await write(order.cart_id, { email: "other@example.com" })

      expect(changed.status).toBeGreaterThanOrEqual(400)
      expect(changed.status).toBeLessThan(500)
      expect(await shop.rows("SELECT customer_id, email FROM cart WHERE id = ?", [order.cart_id])).toEqual(before)
    })

    it("that is invalid is refused as in Medusa", async () => {
      expect((await create({ email: "no address" })).status).toBe(400)
    })

    it("assigns its customer if one of the shop's own servers sends it", async () => {
      const { email, id } = await verified()

      const made = await create({ email }, { "x-pos": "a secret" })
      const guessed = await create({ email }, { "x-pos": "a guess" })

      expect(made.body.cart).toMatchObject({ customer: { id }, items: [{ unit_price: BUSINESS_BOLT_PRICE }] })
      expect(guessed.body.cart.customer?.id).not.toBe(id)
      expect((await shop.get(`/store/carts/${made.body.cart.id}`, { headers: { "x-pos": "a secret" } })).status).toBe(200)
      expect((await shop.get(`/store/carts/${made.body.cart.id}`, { headers: { "x-pos": "a guess" } })).status).toBe(404)
    })

    it("of a guest's cart does not keep a customer from claiming the cart", async () => {
      const owner = await verified()
      const { body } = await create({ email: "guest@example.com" })
      await readyCart(shop, body.cart.id)

      const taken = await shop.post<{ cart: CartView }>(`/store/carts/${body.cart.id}/customer`, { token: owner.token, body: {} })

      expect(taken).toMatchObject({
        status: 200,
        body: { cart: { email: owner.email, customer: { id: owner.id }, items: [{ unit_price: BUSINESS_BOLT_PRICE }] } },
      })
      expect((await shop.post(`/store/carts/${body.cart.id}/customer`, { token: (await verified()).token, body: {} })).status).toBe(404)
    })

    it("of a guest customer whom the shop has entered shows nothing of what the shop knows, in the cart or in the order", async () => {
      const email = "lead@example.com"
      const entered = {
        email,
        first_name: "Grace",
        last_name: "Hopper",
        phone: "+49 30 2",
        company_name: "Hopper Ltd",
        metadata: { vip: true },
      }
      expect((await shop.post("/admin/customers", { token: shop.admin.token, body: entered })).status).toBe(200)

      const made = await create({ email })
      const unknown = await create({ email: "nobody-yet@example.com" })
      const order = await checkOut(shop, {}, email)

      const blank = { email, has_account: false, first_name: null, last_name: null, phone: null, company_name: null, metadata: null }
      expect(made.body.cart.customer).toMatchObject(blank)
      expect(Object.keys(made.body.cart.customer ?? {})).toEqual(Object.keys(unknown.body.cart.customer ?? {}))
      expect((await shop.get<{ cart: CartView }>(`/store/carts/${made.body.cart.id}?fields=*customer`)).body.cart.customer).toMatchObject(
        blank
      )
      expect(JSON.stringify((await shop.get(`/store/orders/${order.id}?fields=*customer`)).body)).not.toMatch(/Grace|Hopper/)
    })

    it("takes no cart from somebody who signs in with it meanwhile", async () => {
      const owner = await verified()
      const { body } = await create({})
      intercept(shop.container.resolve(Modules.CUSTOMER), "createCustomers", async (call) => {
        if (call === 1) {
          expect((await shop.post(`/store/carts/${body.cart.id}/customer`, { token: owner.token, body: {} })).status).toBe(200)
        }
      })

      const changed = await write(body.cart.id, { email: "thief@example.com" })

      expect(changed).toMatchObject({ status: 404, body: { code: "not_found" } })
      expect((await shop.get<{ cart: CartView }>(`/store/carts/${body.cart.id}`, { token: owner.token })).body.cart.customer?.id).toBe(
        owner.id
      )
    })

    it("that is longer than any mailbox has is refused", async () => {
      const email = `${"a1b2c3".repeat(500)}@example.com`

      expect(await create({ email })).toMatchObject({ status: 400, body: { code: "invalid_request" } })
      expect(await write((await create({})).body.cart.id, { email })).toMatchObject({ status: 400, body: { code: "invalid_request" } })
    })
  }
)
