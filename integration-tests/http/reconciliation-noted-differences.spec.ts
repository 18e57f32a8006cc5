import { intercept, restoreIntercepted } from "../helpers/intercept"
import { describeReconciliation } from "../helpers/reconciliation"

describeReconciliation(
  "Reconciliation that cannot mend a difference",
  (shop, { service, customers, reconcile, differences, shown, liveRecordOf, liveRecords, settled }) => {
    it("notes a refused claim once, shows it, and drops it when the user corrects the claim", async () => {
      const { id, user } = await shop.synced()
      await settled()
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "wholesaler" } })
      const reason = expect.stringContaining("accountType")

      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 0 })
      expect((await shown()).differences).toEqual([
        expect.objectContaining({ clerk_user_id: user.id, customer_id: id, kind: "claim", reason }),
      ])
      const history = await shop.historyOf(id)
      expect(history).toEqual(["created", "claim_refused"])

      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 0 })
      expect(await shop.historyOf(id)).toEqual(history)
      expect((await shown()).differences).toHaveLength(1)

      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business" } })
      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 1 })
      expect((await shown()).differences).toEqual([])
    })

    it("notes another customer's email address, and follows it once it is free", async () => {
      const other = await shop.registerCustomer()
      const { id, user } = await shop.synced()
      await settled()
      shop.clerk.users.update(user.id, { email: other.email })

      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 0 })
      expect((await shown()).differences).toMatchObject([
        { clerk_user_id: user.id, kind: "email", reason: "email_already_linked", customer: { id } },
      ])
      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 0 })
      expect(await shop.historyOf(id)).toEqual(["created", "email_conflict"])

      await customers().deleteCustomers([other.id])
      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 1 })
      expect((await shown()).differences).toEqual([])
      expect(await customers().retrieveCustomer(id)).toMatchObject({ email: other.email })
    })

    it.each([
      ["without an address any more", { email: null }, "email_required"],
      ["whose address is not verified", { email: "unproved@example.com", email_verified: false }, "email_unverified"],
    ])("notes a user %s and their newest version", async (_name, change, reason) => {
      const { user } = await shop.synced()
      await settled()
      const { updated_at } = shop.clerk.users.update(user.id, change)

      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 0 })

      expect(await differences()).toMatchObject([{ clerk_user_id: user.id, kind: "email", reason }])
      expect(await liveRecordOf(user)).toMatchObject({ clerk_updated_at: new Date(updated_at) })
    })

    it.each([
      ["email_required", { email: null }],
      ["email_unverified", { email_verified: false }],
    ])("notes a new user with %s, and creates their customer once that is solved", async (reason, input) => {
      const user = shop.clerkUser(input)

      expect((await reconcile()).counts).toMatchObject({ users: 1, different: 1, mended: 0 })
      const [noted] = await shop.rows("SELECT * FROM clerk_difference")
      expect(noted).toMatchObject({ clerk_user_id: user.id, customer_id: null, kind: "missing", reason })
      await reconcile()
      await reconcile({ dryRun: true })
      expect(await shop.rows("SELECT * FROM clerk_difference")).toEqual([noted])

      shop.clerk.users.update(user.id, { email: "solved@example.com", email_verified: true })
      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 1 })
      expect(await differences()).toEqual([])
      expect(await liveRecordOf(user)).toBeDefined()
    })

    it("notes a user whose sync fails, continues with the others, and syncs the user next time", async () => {
      const users = Array.from({ length: 6 }, () => shop.clerkUser())
      intercept(customers(), "createCustomers", (call) => {
        if (call === 1) {
          throw new Error("This fails on purpose")
        }
      })

      expect(await reconcile()).toMatchObject({ status: "completed", counts: { users: 6, different: 6, mended: 5 } })
      expect(await differences()).toMatchObject([{ kind: "missing", reason: "internal_error" }])
      expect(await liveRecords()).toBe(5)

      restoreIntercepted()
      expect((await reconcile()).counts).toMatchObject({ mended: expect.any(Number) })
      expect(await liveRecords()).toBe(users.length)
      expect(await differences()).toEqual([])
    })

    it("notes a user whose change fails, with their customer, until the change works", async () => {
      const { id, user } = await shop.synced()
      await settled()
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business" } })
      intercept(service(), "recordSync", () => {
        throw new Error("This fails on purpose")
      })

      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 0 })
      expect(await differences()).toEqual([{ clerk_user_id: user.id, customer_id: id, kind: "outdated", reason: "internal_error" }])

      restoreIntercepted()
      shop.clerk.users.update(user.id, { unsafe_metadata: {}, public_metadata: {} })
      await reconcile()
      expect(await differences()).toEqual([])
    })

    it("notes a deleted user whose record cannot be closed, and continues with the others", async () => {
      await shop.synced()
      const deleted = [await shop.syncedBusiness("verified"), await shop.syncedBusiness("verified")]
      await settled()
      deleted.forEach(({ user }) => shop.clerk.users.delete(user.id))
      const alwaysFails = ([{ user }]: typeof deleted) => {
        const { getRecordsForGroups } = service()
        jest.spyOn(service(), "getRecordsForGroups").mockImplementation(async (customerId) => {
          const records = await getRecordsForGroups.call(service(), customerId)
          if (records.some(({ clerk_user_id }) => clerk_user_id === user.id)) {
            throw new Error("This fails on purpose")
          }
          return records
        })
      }
      alwaysFails(deleted)

      expect(await reconcile({ allowDeletions: true })).toMatchObject({ status: "completed", counts: { different: 2, closed: 1 } })
      expect(await differences()).toMatchObject([
        { clerk_user_id: deleted[0].user.id, kind: "deleted_at_clerk", reason: "internal_error" },
        { clerk_user_id: deleted[0].user.id, kind: "group", reason: "internal_error" },
      ])
      expect(await liveRecords()).toBe(1)
      expect(await shop.groupNamesOf(deleted[1].id)).toEqual([])

      jest.restoreAllMocks()
      await reconcile()
      expect(await differences()).toEqual([])
      for (const { id } of deleted) {
        expect(await shop.groupNamesOf(id)).toEqual([])
      }
    })
  }
)
