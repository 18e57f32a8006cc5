import timers from "node:timers/promises"
import type { Fault } from "clerk-stand-in"
import type { ReconcileRolesOptions } from "../../src/workflows/customer-role"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { seedInStep } from "../helpers/in-step"
import { describeReconciliation, PAGE, USERS_PAGE, withoutWaiting } from "../helpers/reconciliation"

describeReconciliation("Reconciliation while Clerk fails", (shop, { reconcile, shown, liveRecords, pagesRead, resetPagesRead }) => {
  const twoPages = () => seedInStep(shop, PAGE + 100, (n) => ({ created_at: n + 1 }))
  const troubledAfterThePage = (fault: Fault): ReconcileRolesOptions => {
    let page = 0
    return { onProgress: () => void (++page === 1 && shop.clerk.faults.set({ path: USERS_PAGE, ...fault })) }
  }

  it.each<[string, Fault, number[]]>([
    ["429 with Retry-After", { status: 429, headers: { "retry-after": "7" }, times: 2 }, [7_000, 7_000]],
    ["429 with an excessive Retry-After", { status: 429, headers: { "retry-after": "86400" }, times: 1 }, [300_000]],
    ["429 without Retry-After", { status: 429, times: 1 }, [1_000]],
    ["500 for a while", { status: 500, times: 4 }, [1_000, 2_000, 4_000, 8_000]],
    ["503 with Retry-After", { status: 503, headers: { "retry-after": "20" }, times: 1 }, [20_000]],
    ["closed connections", { closeConnection: true, times: 2 }, [1_000, 2_000]],
    ["malformed JSON", { body: "[{", times: 2 }, [1_000, 2_000]],
    ["a page of HTML", { body: "<html>", headers: { "content-type": "text/html" }, times: 1 }, [1_000]],
    ["an object instead of a list", { body: "{}", times: 1 }, [1_000]],
    ["a list of something else", { body: '[{"object":"user"},{"id":5}]', times: 1 }, [1_000]],
  ])("waits and continues after %s", async (_name, fault, expected) => {
    await twoPages()
    const waits = withoutWaiting()

    const { status, counts } = await reconcile(troubledAfterThePage(fault))

    expect({ status, counts }).toMatchObject({ status: "completed", counts: { users: PAGE + 100, equal: PAGE + 100, closed: 0 } })
    expect(waits).toEqual(expected)
    expect(counts.requests).toBe(shop.clerk.requests.count())
  })

  it("retries a page that does not arrive within a minute", async () => {
    await twoPages()
    const client = fromBuiltPlugin<typeof import("../../src/clerk/client")>("clerk/client")
    const waits: number[] = []
    // The stand-in uses the same clock, so it hangs forever here.
    const hang = new Promise<never>(() => undefined)
    jest.spyOn(timers, "setTimeout").mockImplementation((milliseconds, value) => {
      waits.push(milliseconds ?? 0)
      return milliseconds === 3_600_000 ? hang : Promise.resolve(value as never)
    })
    // Only the page that hangs, the second one, gets a short deadline.
    const { withDeadline } = client
    let asked = 0
    jest
      .spyOn(client, "withDeadline")
      .mockImplementation((answer, deadlineMs) => withDeadline(answer, deadlineMs === 60_000 && ++asked === 2 ? 100 : deadlineMs))

    const { status, counts } = await reconcile(troubledAfterThePage({ delayMs: 3_600_000, times: 1 }))

    expect({ status, counts }).toMatchObject({ status: "completed", counts: { users: PAGE + 100 } })

    expect(waits).toEqual([3_600_000, 1_000])
  })

  it("stops after its last attempt, and the next run resumes", async () => {
    await twoPages()
    const waits = withoutWaiting()

    await expect(reconcile(troubledAfterThePage({ status: 500 }))).rejects.toMatchObject({ code: "identity_provider_unavailable" })

    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
    expect((await shown()).reconciliation).toMatchObject({ status: "interrupted", counts: { users: PAGE }, finished_at: null })
    shop.clerk.faults.set(null)
    resetPagesRead()
    expect(await reconcile()).toMatchObject({ status: "completed", counts: { users: PAGE + 100 } })
    expect(pagesRead()).toBe(1)
  })

  it("does not retry if Clerk refuses the request", async () => {
    await twoPages()
    const waits = withoutWaiting()

    await expect(reconcile(troubledAfterThePage({ status: 401 }))).rejects.toMatchObject({ code: "identity_provider_unavailable" })
    expect(waits).toEqual([])
  })

  it("fails with identity_provider_unavailable on a page with a malformed user, and closes no record", async () => {
    const users = await twoPages()
    withoutWaiting()
    const odd = shop.clerk.users
      .list()
      .slice(0, 3)
      .map((user, n) => (n === 1 ? { ...user, updated_at: "yesterday" } : user))

    await expect(reconcile(troubledAfterThePage({ body: JSON.stringify(odd) }))).rejects.toMatchObject({
      code: "identity_provider_unavailable",
    })
    expect(await liveRecords()).toBe(users.length)
  })
})
