import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { eventually } from "../helpers/eventually"
import { describeShop } from "../helpers/shop"

const plugin = { notifications: { channel: "sms", shop: ["+49 221 1"] } }

describeShop("Notifications on a channel without a provider", { plugin }, (shop) => {
  const rowsOf = (customerId: string) =>
    shop.rows<{ channel: string }>("SELECT channel FROM notification WHERE resource_id = ?", [customerId])
  const told = (customerId: string) => eventually(async () => expect(await rowsOf(customerId)).toEqual([{ channel: "feed" }]))

  it("log one warning, store nothing as failed and let every request succeed", async () => {
    const warn = jest.spyOn(shop.container.resolve(ContainerRegistrationKeys.LOGGER), "warn")
    const engine = shop.container.resolve(Modules.WORKFLOW_ENGINE)
    const businesses = [await shop.syncedBusiness(), await shop.syncedBusiness()]
    for (const { id } of businesses) {
      await told(id)
      const { id: record } = await shop.adminRoleOf(id)
      expect(await shop.verifyBusiness(id)).toMatchObject({ verification_status: "verified" })
      const { result } = await engine.run("notify-of-role", { input: { id: record, customer_id: id, status: "verified" } })
      expect(result).toEqual([])
      await told(id)
    }

    const warnings = warn.mock.calls.map(([text]) => String(text)).filter((text) => text.includes('channel "sms"'))
    expect(warnings).toEqual([expect.stringContaining("notifications.channel")])
  })
})
