import { describeShop } from "../helpers/shop"

const required: ("company_name" | "tax_id")[] = ["company_name", "tax_id"]

const TITLE = "POST /admin/customers/:id/role where an application must state company and tax id"

describeShop(TITLE, { plugin: { application: { required } } }, (shop) => {
  const correct = (id: string, body: unknown) => shop.post(`/admin/customers/${id}/role`, { token: shop.admin.token, body })

  it.each([
    ["a business without a company", { company_name: null }, "company_name"],
    ["a business without a tax id", { tax_id: "" }, "tax_id"],
  ])("refuses to leave %s, and writes nothing", async (_name, correction, missing) => {
    const { id, user } = await shop.syncedBusiness("verified")

    const answer = await correct(id, correction)

    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_account_claim", message: expect.stringContaining(missing) } })
    expect(shop.clerk.users.get(user.id)?.unsafe_metadata).toEqual(user.unsafe_metadata)
    expect(await shop.historyOf(id)).toEqual(["created", "verified"])
    expect(await shop.adminRoleOf(id)).toMatchObject({ company_name: "Cedar GmbH", verification_status: "verified" })
  })

  it("refuses to make a business of an individual without these details", async () => {
    const { id } = await shop.synced()

    expect(await correct(id, { account_type: "business", company_name: "Cedar" })).toMatchObject({
      status: 400,
      body: { code: "invalid_account_claim", message: expect.stringContaining("tax_id") },
    })
  })

  it("makes a business of an individual if the correction adds the missing details", async () => {
    const { id } = await shop.synced()

    expect(await correct(id, { account_type: "business", company_name: "Cedar", tax_id: "DE1" })).toMatchObject({
      status: 200,
      body: { customer_role: { account_type: "business", verification_status: "pending" } },
    })
  })

  it("does not require them of an individual", async () => {
    const { id } = await shop.syncedBusiness()

    expect(await correct(id, { account_type: "individual", company_name: null, tax_id: null })).toMatchObject({
      status: 200,
      body: { customer_role: { account_type: "individual", company_name: null, tax_id: null } },
    })
  })
})
