import { publishableKeyOf } from "clerk-stand-in"
import { type NodeStorefront, openNodeStorefront } from "../helpers/node-storefront"
import { describeShop } from "../helpers/shop"

describeShop("A storefront of plain Node.js with the packed kit", { catalogue: true }, (shop) => {
  let storefront: NodeStorefront

  beforeAll(async () => {
    storefront = await openNodeStorefront({
      MEDUSA_BACKEND_URL: shop.baseUrl,
      MEDUSA_PUBLISHABLE_KEY: shop.publishableKey,
      CLERK_API_URL: shop.clerk.apiUrl,
      CLERK_SECRET_KEY: shop.clerk.secretKey,
      CLERK_PUBLISHABLE_KEY: publishableKeyOf(shop.clerk.issuer),
    })
  })
  afterAll(() => storefront?.close())

  it("requests a quote for a business that calls it with Clerk's token", async () => {
    const { token } = await shop.syncedBusiness("verified")
    expect(await storefront.call("/BOLT-10", token)).toMatchObject({
      quote: { status: "requested", items: [{ sku: "BOLT-10", quantity: 500 }] },
    })
  })

  it("reports the shop's refusal to an individual and to a guest", async () => {
    const { token } = await shop.synced()
    expect(await storefront.call("/BOLT-10", token)).toEqual({
      code: "business_account_required",
      message: "Only business accounts can use this. Apply for one first.",
    })
    expect(await storefront.call("/BOLT-10")).toMatchObject({ code: "unauthenticated" })
  })
})
