import { describeShop } from "../helpers/shop"

describeShop("The harness", { catalogue: true }, (shop) => {
  it("starts a shop whose store routes answer", async () => {
    const { status, body } = await shop.get<{ products: { title: string }[] }>("/store/products")

    expect(status).toBe(200)
    expect(body.products.map(({ title }) => title)).toContain("Bolts")
  })

  it("signs in an admin, a customer and a session over HTTP", async () => {
    const customer = await shop.registerCustomer()
    const cookie = await shop.openSession(customer.token)

    expect(await shop.get("/admin/users/me", { token: shop.admin.token })).toMatchObject({ status: 200 })
    expect(await shop.get("/store/customers/me", { token: customer.token })).toMatchObject({ status: 200 })
    expect(await shop.get("/store/customers/me", { cookie })).toMatchObject({ status: 200 })
  })
})
