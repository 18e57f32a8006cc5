import { BUSINESS_GROUP } from "../helpers/catalogue"
import { intercept, restoreIntercepted } from "../helpers/intercept"
import { describeReconciliation } from "../helpers/reconciliation"
import { deleteGroups, clearGroupOf, clearWriteBacks, removeMemberships, renameGroups } from "../helpers/written-states"

describeReconciliation("Reconciliation after a crash", (shop, { service, customers, reconcile, writeBack, settled }) => {
  const mended = async () => {
    expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 1 })
    await settled()
    expect((await reconcile()).counts).toMatchObject({ different: 0 })
  }

  it("puts a verified business back into its group", async () => {
    const { id } = await shop.syncedBusiness("verified")
    await settled()
    await removeMemberships(shop, id)

    await mended()

    expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])
  })

  it("creates the missing group and adds a verified business to it", async () => {
    const { id } = await shop.syncedBusiness("verified")
    await settled()
    await removeMemberships(shop, id)
    await clearGroupOf(shop, id)
    await deleteGroups(shop)

    await mended()

    expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])
  })

  it("takes a business that is no longer verified out of the group", async () => {
    const { id } = await shop.syncedBusiness("verified")
    await settled()
    intercept(customers(), "removeCustomerFromGroup", () => {
      throw new Error("The process dies here")
    })
    intercept(service(), "undoChange", () => {
      throw new Error("The process is dead")
    })
    await shop.post("/admin/customers/verify", { token: shop.admin.token, body: { customer_id: id, is_verified: false } })
    restoreIntercepted()
    await clearWriteBacks(shop)
    expect(await shop.metaOf(id)).toMatchObject({ is_verified: false })
    expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])

    expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 1 })

    expect(await shop.groupNamesOf(id)).toEqual([])
  })

  it("moves a member from the group's earlier name to the current one", async () => {
    const { id } = await shop.syncedBusiness("verified")
    await settled()
    await renameGroups(shop, "The old name")

    await mended()

    expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])
  })

  it("takes a deleted user out of the group", async () => {
    await shop.synced()
    const { id, user } = await shop.syncedBusiness("verified")
    await settled()
    intercept(customers(), "removeCustomerFromGroup", () => {
      throw new Error("The process dies here")
    })
    const { body, headers } = shop.clerk.webhooks.build("user.deleted", shop.clerk.users.delete(user.id))
    expect((await shop.post("/hooks/clerk", { rawBody: body, headers })).status).toBeGreaterThanOrEqual(500)
    restoreIntercepted()
    expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])

    await reconcile()

    expect(await shop.groupNamesOf(id)).toEqual([])
  })

  it.each([
    ["nothing", {}],
    ["an older outcome", { customerRole: { accountType: "business", isVerified: true, verificationStatus: "verified" } }],
  ])("writes the outcome to Clerk if Clerk has %s", async (_name, public_metadata) => {
    const { user } = await shop.syncedBusiness("revoked")
    await settled()
    shop.clerk.users.update(user.id, { public_metadata: { ...public_metadata, plan: "gold" } })

    expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 1 })
    await writeBack()

    expect(shop.clerk.users.get(user.id)?.public_metadata).toMatchObject({ plan: "gold", customerRole: { verificationStatus: "revoked" } })
    expect((await reconcile()).counts).toMatchObject({ different: 0 })
  })
})
