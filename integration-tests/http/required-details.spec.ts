import { describeShop } from "../helpers/shop"
import type { SyncView } from "../helpers/views"

const SYNC = "/store/customers/sync-role"

describeShop(
  "an application that must state company and tax id",
  { plugin: { application: { required: ["company_name", "tax_id"] } } },
  (shop) => {
    it.each([
      ["neither", {}],
      ["no tax id", { company: "Cedar" }],
      ["an empty company", { company: "", tax_id: "DE1" }],
      ["a company of null", { company: null, tax_id: "DE1" }],
    ])("is refused with %s", async (_name, details) => {
      const token = shop.tokenOf(shop.clerkUser({ unsafe_metadata: { accountType: "business", ...details } }))

      expect(await shop.post(SYNC, { token })).toMatchObject({ status: 400, body: { code: "invalid_account_claim" } })
      expect(await shop.get(`${SYNC}/me`, { token })).toMatchObject({
        status: 200,
        body: { customer_role: { account_type: "individual" } },
      })
    })

    it("may omit both for an individual", async () => {
      expect((await shop.synced()).customer_role.account_type).toBe("individual")
    })

    it("may rely on details stated earlier", async () => {
      const { token, user } = await shop.synced({ account_type: "business", company: "Cedar", tax_id: "DE1" })
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business" } })

      const { status, body } = await shop.post<SyncView>(SYNC, { token })

      expect({ status, body }).toMatchObject({ status: 200, body: { customer_role: { company_name: "Cedar", tax_id: "DE1" } } })
    })
  }
)
