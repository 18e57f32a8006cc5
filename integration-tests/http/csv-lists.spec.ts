import { GERMAN_ADDRESS } from "../helpers/catalogue"
import { ONE_BOLT, quotesOf, refusal } from "../helpers/quotes"
import { describeShop } from "../helpers/shop"
import { addPendingBusinesses } from "../helpers/written-states"

const BUSINESSES = "/admin/customers/business"

describeShop("The admin lists as CSV", { catalogue: true }, (shop) => {
  const quotes = quotesOf(shop)
  const csv = async (path: string) => {
    const { status, headers, body } = await shop.get<string>(path, { token: shop.admin.token })
    expect({ path, status, type: headers.get("content-type") }).toEqual({ path, status: 200, type: "text/csv; charset=utf-8" })
    const [heading, ...rows] = body.replace("\uFEFF", "").trimEnd().split("\r\n")
    return { headers, heading, rows: rows.map((row) => row.split(",")) }
  }

  it("has the businesses that the filters find, in the order of the list", async () => {
    await shop.syncedBusiness("verified", { company: "Cedar" })
    const second = await shop.syncedBusiness("pending", { company: "Birch", first_name: "=Ada", tax_id: "DE-2" })
    await shop.syncedBusiness("pending", { company: "Ash" })

    const { headers, heading, rows } = await csv(`${BUSINESSES}?format=csv&status=pending&order=-company_name&limit=1&offset=1`)

    expect(headers.get("content-disposition")).toMatch(/^attachment; filename="business-customers-\d{4}-\d{2}-\d{2}\.csv"$/)
    expect(headers.get("x-rows-left-out")).toBe("0")
    expect(heading.split(",").slice(0, 8)).toEqual([
      "customer_id",
      "email",
      "first_name",
      "last_name",
      "company_name",
      "tax_id",
      "verification_status",
      "waiting_since",
    ])
    expect(rows.map((row) => row[4])).toEqual(["Birch", "Ash"])
    const { waiting_since } = await shop.adminRoleOf(second.id)
    expect(rows[0].slice(0, 8)).toEqual([second.id, second.customer.email, "'=Ada", "", "Birch", "DE-2", "pending", waiting_since])
  })

  it("has all rows of a long list once", async () => {
    const ids = await addPendingBusinesses(shop, 1_203)

    const { rows } = await csv(`${BUSINESSES}?format=csv&order=created_at`)

    expect(rows.map(([customer_id]) => customer_id)).toEqual(ids)
  })

  it("has quotes with their offers, whatever their customers' pages show", async () => {
    const business = await shop.syncedBusiness("verified")
    const { number, total } = await quotes.sent(business.token)
    await quotes.requested(business.token)

    const { heading, rows } = await csv("/admin/quotes?format=csv&status=sent")

    const row = Object.fromEntries(heading.split(",").map((name, index) => [name, rows[0][index]]))
    expect(rows).toHaveLength(1)
    expect(row).toMatchObject({ number, status: "sent", email: business.customer.email, currency_code: "eur", offer_total: String(total) })
  })

  it("has bulk orders with Medusa's totals, and the statistics of each day", async () => {
    const { token } = await shop.syncedBusiness("verified")
    const body = { items: ONE_BOLT, shipping_address: GERMAN_ADDRESS, purchase_order_number: "PO-1" }
    const { order } = (await shop.post<{ order: { id: string; total: number } }>("/store/orders/create-bulk", { token, body })).body

    const { heading, rows } = await csv("/admin/orders/bulk?format=csv&q=po-1")
    const row = Object.fromEntries(heading.split(",").map((name, index) => [name, rows[0][index]]))
    expect(row).toMatchObject({ id: order.id, purchase_order_number: "PO-1", total: String(order.total), confirmed: "true" })

    const days = await csv("/admin/customer-role/statistics?format=csv")
    expect(days.heading).toBe("start,individual,business,bulk_orders,bulk_orders_eur")
    expect(days.rows).toHaveLength(30)
    expect(days.rows[29].slice(1)).toEqual(["0", "1", "1", String(order.total)])
  })

  it("answers nobody but admins, and refuses other formats", async () => {
    const { token } = await shop.syncedBusiness("verified")
    for (const path of [BUSINESSES, "/admin/quotes", "/admin/orders/bulk", "/admin/customer-role/statistics"]) {
      expect((await shop.get(`${path}?format=csv`, { token })).status).toBe(401)
      expect(await shop.get(`${path}?format=xlsx`, { token: shop.admin.token })).toMatchObject(refusal(400, "invalid_request"))
    }
  })
})
