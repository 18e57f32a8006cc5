import { randomUUID } from "node:crypto"
import { Modules } from "@medusajs/framework/utils"
import { GERMAN_ADDRESS } from "./catalogue"
import type { Shop } from "./shop"
import type { SyncView } from "./views"

const KELVIN = "\u212A"

/**
 * Tests that the plugin, not the database's locale, decides which letters differ and what a search finds. The shop needs
 * the catalogue; `folds` says whether its database folds the letters of all alphabets.
 *
 * @example
 * describeShop("A database with the C locale", { catalogue: true, cLocale: true }, (shop) => testAnyAlphabet(shop, { folds: false }))
 */
export const testAnyAlphabet = (shop: Shop, { folds }: { folds: boolean }): void => {
  const sync = (user: { id: string }) => shop.post<SyncView>("/store/customers/sync-role", { token: shop.tokenOf(user) })
  const idsBy = async (path: string, q: string): Promise<{ status: number; ids: string[] }> => {
    const { status, body } = await shop.get<{
      customers?: { customer_id: string }[]
      orders?: { id: string }[]
      quotes?: { id: string }[]
    }>(`${path}?q=${encodeURIComponent(q)}`, { token: shop.admin.token })
    const { customers = [], orders = [], quotes = [] } = body
    return { status, ids: [...customers.map(({ customer_id }) => customer_id), ...[...orders, ...quotes].map(({ id }) => id)] }
  }
  const register = async (email: string): Promise<{ id: string; email: string }> => {
    const { id } = await shop.container.resolve(Modules.CUSTOMER).createCustomers({ email, has_account: true })
    return { id, email }
  }

  it(`${folds ? "folds the letters of all alphabets" : "folds ASCII letters only"}, and sorts by bytes`, async () => {
    expect(await shop.rows(`SELECT lower('ÄЖ${KELVIN}') AS lower, 'ä' ILIKE 'Ä' AS ilike, 'a' < 'B' AS alphabetical`)).toEqual([
      { lower: folds ? "äжk" : `ÄЖ${KELVIN}`, ilike: folds, alphabetical: false },
    ])
  })

  it("recognizes a customer whose address arrives in another case, at the first sync and later", async () => {
    const name = randomUUID()
    const registered = await shop.registerCustomer({ email: `Kim.${name}@example.com` })
    const user = shop.clerkUser({ email: `kIM.${name.toUpperCase()}@EXAMPLE.com` })

    for (const attempt of ["first", "second"]) {
      expect({ attempt, ...(await sync(user)) }).toMatchObject({ attempt, status: 200, body: { customer: { id: registered.id } } })
    }
  })

  it.each([
    ["the Kelvin sign and k", KELVIN, "k"],
    ["a long s and s", "\u017F", "s"],
    ["a capital umlaut and a small one", "Ü", "ü"],
    ["a capital Cyrillic letter and a small one", "Ж", "ж"],
  ])("keeps addresses apart that differ in %s, whichever is registered first", async (_, lookalike, letter) => {
    const [one, other] = [randomUUID(), randomUUID()]
    const registered = [await register(`${letter}${one}@example.com`), await register(`${lookalike}${other}@example.com`)]
    const strangers = [`${lookalike}${one}@example.com`, `${letter}${other}@example.com`].map((email) => shop.clerkUser({ email }))

    await shop.webhook("user.created", strangers[0])
    for (const stranger of strangers) {
      const { status, body } = await sync(stranger)
      expect(status).toBe(200)
      expect(registered.map(({ id }) => id)).not.toContain(body.customer.id)
    }
    for (const { id, email } of registered) {
      expect(await sync(shop.clerkUser({ email }))).toMatchObject({ status: 200, body: { customer: { id } } })
    }
  })

  it("lets a customer change to an address that only looks like another's, but not to another's in different case", async () => {
    const name = randomUUID()
    await register(`k${name}@example.com`)
    await register(`TAKEN${name}@example.com`)
    const { user, id } = await shop.synced()
    const emailAfter = async (email: string) => {
      await shop.webhook("user.updated", shop.clerk.users.update(user.id, { email, email_verified: true }))
      await shop.events.settle()
      return (await shop.container.resolve(Modules.CUSTOMER).retrieveCustomer(id)).email
    }

    expect(await emailAfter(`${KELVIN}${name}@example.com`)).toBe(`${KELVIN}${name}@example.com`)
    expect(await emailAfter(`taken${name}@example.com`)).toBe(`${KELVIN}${name}@example.com`)
  })

  it("does not treat a guest's look-alike address in a cart as the caller's own", async () => {
    const name = randomUUID()
    const { token, id } = await shop.synced({ email: `${KELVIN}${name}@example.com` })
    const { cart } = (await shop.post<{ cart: { id: string } }>("/store/carts", { body: { region_id: shop.catalogue.regionId } })).body

    const email = `k${name}@example.com`
    expect(await shop.post(`/store/carts/${cart.id}`, { token, body: { email } })).toMatchObject({ status: 200, body: { cart: { email } } })

    const [{ customer_id }] = await shop.rows("SELECT customer_id FROM cart WHERE id = ?", [cart.id])
    expect(customer_id).not.toBe(id)
  })

  it("finds businesses, quotes, orders and products in any case of any alphabet", async () => {
    await shop.rows("UPDATE product_variant SET sku = 'ÄÖ-БОЛТ-1' WHERE sku = 'MADE-1'")
    const { token, id } = await shop.syncedBusiness("verified", { company: "Ölmühle Жук", first_name: "Žofie" })
    await shop.syncedBusiness("verified", { company: "Other" })
    const items = [{ sku: "äö-болт-1", quantity: 1 }]

    const placed = await shop.post<{ order: { id: string; items: { variant_sku: string }[] } }>("/store/orders/create-bulk", {
      token,
      body: { shipping_address: GERMAN_ADDRESS, purchase_order_number: "Größe Заказ/7", items },
    })
    expect(placed).toMatchObject({ status: 201, body: { order: { items: [{ variant_sku: "ÄÖ-БОЛТ-1" }] } } })
    const asked = await shop.post<{ quote: { id: string } }>("/store/quotes/request", { token, body: { items } })
    expect(asked.status).toBe(201)

    for (const q of ["ÖLMÜHLE", "ölmühle жУК", "žOFIE"]) {
      expect({ q, ...(await idsBy("/admin/customers/business", q)) }).toEqual({ q, status: 200, ids: [id] })
    }
    for (const q of ["ÖLMÜHLE", "ölmühle жУК"]) {
      expect({ q, ...(await idsBy("/admin/quotes", q)) }).toEqual({ q, status: 200, ids: [asked.body.quote.id] })
    }
    for (const q of ["gRÖßE", "зАКАЗ/7", "ölMÜHLE"]) {
      expect({ q, ...(await idsBy("/admin/orders/bulk", q)) }).toEqual({ q, status: 200, ids: [placed.body.order.id] })
    }
  })
}
