import { cleanup } from "@testing-library/react"
import { useState } from "react"
import { createClerk, signedIn } from "../helpers/fake-clerk.js"
import { createShop, refusal } from "../helpers/fake-shop.js"
import { createLocks, setLocks } from "../helpers/locks.js"
import { actAndFlush, flushTabs, openPage, passTime, setOnline, useTestTime } from "../helpers/page.js"
import { business, individual } from "../helpers/roles.js"
import { useCustomerRole, useRoleSync } from "../../src/react/index.js"

useTestTime()
afterEach(() => setLocks(undefined))

const open = (options: Partial<Parameters<typeof openPage>[0]> = {}) => {
  const clerk = options.clerk ?? createClerk(signedIn())
  const shop = options.shop ?? createShop()
  return { clerk, shop, page: openPage({ clerk, shop, ...options }) }
}

describe("A sign-in", () => {
  it("syncs once, however often the page renders, in Strict Mode too", async () => {
    const { shop, page } = open()
    expect(page.roleText()).toBe("syncing ?")

    await passTime(1)
    page.rerender(page.container.isConnected ? <></> : null)

    expect(shop.calls).toEqual(["sync"])
  })

  it("shows the page before the shop answers", async () => {
    const shop = createShop()
    shop.answered = new Promise(() => undefined)

    const { page } = open({ shop, children: <h1>Cedar</h1> })
    await passTime(5)

    expect(page.getByText("Cedar")).toBeTruthy()
    expect(page.roleText()).toBe("syncing ?")
  })

  it("has no role until Clerk has loaded, and none if Clerk finds nobody", async () => {
    const { clerk, shop, page } = open({ clerk: createClerk() })
    expect(page.roleText()).toBe("idle ?")

    await actAndFlush(clerk.signOut)

    expect(page.roleText()).toBe("idle nobody")
    expect(shop.calls).toEqual([])
  })

  it.each([
    ["with the browser's locks", true],
    ["without HTTPS, where browsers have no locks", false],
  ])("syncs in one of three tabs %s", async (_how, hasLocks) => {
    setLocks(hasLocks ? createLocks() : undefined)
    const clerk = createClerk(signedIn())
    const shop = createShop()

    const tabs = [1, 2, 3].map(() => openPage({ clerk, shop }))
    for (let turn = 0; turn < 4; turn++) {
      await flushTabs()
      await passTime(1)
    }

    expect(shop.calls.filter((call) => call === "sync")).toHaveLength(1)
    expect(tabs.map((tab) => tab.roleText())).toEqual(Array(3).fill("synced not_required"))
  })

  it("only reads the role on the next page", async () => {
    const { clerk, shop, page } = open()
    await passTime(1)
    page.unmount()

    const next = openPage({ clerk, shop })
    await passTime(1)

    expect(next.roleText()).toBe("synced not_required")
    expect(shop.calls).toEqual(["sync", "read"])
  })

  it("requests nothing on the next page if the server has rendered it with the role", async () => {
    const { clerk, shop, page } = open()
    await passTime(1)
    page.unmount()

    const next = openPage({ clerk, shop, initialRole: individual() })
    expect(next.roleText()).toBe("syncing not_required")
    await passTime(1)

    expect(next.roleText()).toBe("synced not_required")
    expect(shop.calls).toEqual(["sync"])
  })

  it("syncs again after a sign-out", async () => {
    const { clerk, shop, page } = open()
    await passTime(1)
    await actAndFlush(clerk.signOut)
    expect(page.roleText()).toBe("idle nobody")

    await actAndFlush(() => clerk.signIn("ada", "sess_second"))
    await passTime(1)

    expect(shop.calls).toEqual(["sync", "sync"])
  })

  it("syncs in full if the shop no longer knows the customer", async () => {
    const { clerk, shop, page } = open()
    await passTime(1)
    page.unmount()
    shop.failures = [refusal("role_not_synced")]

    openPage({ clerk, shop })
    await passTime(1)

    expect(shop.calls).toEqual(["sync", "read", "sync"])
  })

  it("syncs if the browser's storage is off", async () => {
    const denied = jest.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
      throw new DOMException("denied", "SecurityError")
    })
    const { page } = open()
    await passTime(1)
    denied.mockRestore()

    expect(page.roleText()).toBe("synced not_required")
  })
})

describe("A shop that does not answer", () => {
  it("gets more requests with growing gaps; the page reports it from the second failure on, and recovers", async () => {
    jest.spyOn(Math, "random").mockReturnValue(0.5)
    const shop = createShop()
    shop.failures = [new TypeError("fetch failed"), refusal("busy"), new TypeError("fetch failed")]
    const { page } = open({ shop })
    await passTime(0)
    expect([page.roleText(), shop.calls.length]).toEqual(["syncing ?", 1])

    await passTime(1)
    expect([page.roleText(), shop.calls.length]).toEqual(["failed ?", 2])
    await passTime(2)
    expect([page.roleText(), shop.calls.length]).toEqual(["failed ?", 3])
    await passTime(3.9)
    expect(shop.calls).toHaveLength(3)
    await passTime(0.1)

    expect([page.roleText(), shop.calls.length]).toEqual(["synced not_required", 4])
    await passTime(600)
    expect(shop.calls).toHaveLength(4)
  })

  it("gets no request before its Retry-After is over, even when the visitor returns", async () => {
    const shop = createShop()
    shop.failures = [refusal("too_many_requests", 40)]
    const { page } = open({ shop })
    await passTime(1)
    expect(page.roleText()).toBe("failed ?")

    await passTime(30)
    await actAndFlush(() => window.dispatchEvent(new Event("focus")))
    expect(shop.calls).toHaveLength(1)
    await passTime(10)

    expect(page.roleText()).toBe("synced not_required")
  })

  it("gets no more requests after the visitor has left the page", async () => {
    const shop = createShop()
    shop.failures = [refusal("busy")]
    const { page } = open({ shop })
    await passTime(0.1)

    page.unmount()
    await passTime(60)

    expect(shop.calls).toHaveLength(1)
  })
})

describe("A refused sync", () => {
  it("stays refused until the visitor returns, who may have fixed the cause", async () => {
    const shop = createShop()
    shop.failures = [refusal("email_unverified")]
    const { page } = open({ shop })
    await passTime(300)
    expect([page.roleText(), shop.calls]).toEqual(["failed nobody", ["sync"]])

    await actAndFlush(() => window.dispatchEvent(new Event("focus")))

    expect([page.roleText(), shop.calls]).toEqual(["synced not_required", ["sync", "sync"]])
  })

  it("of an application keeps the existing role", async () => {
    const shop = createShop(individual())
    shop.failures = [refusal("invalid_account_claim")]

    const { page } = open({ shop })
    await passTime(1)

    expect([page.roleText(), shop.calls]).toEqual(["failed not_required", ["sync", "read"]])
  })
})

describe("A browser without a network", () => {
  it("waits for the network", async () => {
    setOnline(false)
    const { shop, page } = open()
    await passTime(300)
    expect([page.roleText(), shop.calls]).toEqual(["syncing ? offline", []])

    await actAndFlush(() => setOnline(true))

    expect([page.roleText(), shop.calls]).toEqual(["synced not_required", ["sync"]])
  })

  it.each([
    ["name", Object.assign(new Error("offline"), { name: "ClerkOfflineError" })],
    ["code", Object.assign(new Error("offline"), { code: "clerk_offline" })],
  ])("is recognized by the %s of Clerk's error and does not count as a failure", async (_what, offline) => {
    const shop = createShop()
    shop.failures = [offline, offline, offline]
    const { page } = open({ shop })

    await passTime(2)
    expect(page.roleText()).toBe("syncing ? offline")
    await actAndFlush(() => window.dispatchEvent(new Event("online")))
    await passTime(60)

    expect(page.roleText()).toBe("synced not_required")
  })
})

describe("A pending application", () => {
  it("makes the page read the role with growing gaps until the shop decides", async () => {
    const { shop, page } = open({ shop: createShop(business("pending")) })
    await passTime(0)
    const counts: number[] = []
    for (const gap of [14.9, 0.2, 30, 60, 120, 240, 300]) {
      await passTime(gap)
      counts.push(shop.calls.length)
    }
    expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(page.roleText()).toBe("synced pending")

    shop.role = business("verified")
    await passTime(300)
    expect(page.roleText()).toBe("synced verified")

    await passTime(3600)
    expect(shop.calls).toHaveLength(8)
    expect(shop.calls.filter((call) => call === "sync")).toHaveLength(1)
  })

  it("makes the page read the role when the visitor returns, but not while the page is hidden", async () => {
    const { shop, page } = open({ shop: createShop(business("pending")) })
    await passTime(0)
    const isHidden = jest.spyOn(document, "hidden", "get").mockReturnValue(true)
    await passTime(3600)
    expect(shop.calls).toEqual(["sync"])
    shop.role = business("rejected")

    isHidden.mockReturnValue(false)
    await actAndFlush(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })))
    isHidden.mockRestore()

    expect([page.roleText(), shop.calls]).toEqual(["synced rejected", ["sync", "read"]])
  })

  it("keeps the known role if a read fails", async () => {
    const { shop, page } = open({ shop: createShop(business("pending")) })
    await passTime(0)
    shop.failures = [refusal("busy"), refusal("busy")]

    await passTime(20)

    expect(page.roleText()).toBe("synced pending")
  })

  it("changes in the other tabs too", async () => {
    const clerk = createClerk(signedIn())
    const shop = createShop(business("pending"))
    const [first, second] = [openPage({ clerk, shop }), openPage({ clerk, shop })]
    await flushTabs()
    await passTime(1)
    await flushTabs()
    shop.role = business("verified", { updated_at: "2026-11-28T11:00:00.000Z" })
    const isHidden = jest.spyOn(document, "hidden", "get").mockReturnValue(true)

    const calls = shop.calls.length
    shop.refuse(refusal("verification_pending"))
    await flushTabs()
    isHidden.mockRestore()

    expect([first.roleText(), second.roleText()]).toEqual(["synced verified", "synced verified"])
    expect(shop.calls.length).toBeGreaterThan(calls)
  })
})

it("useRoleSync's sync syncs again, for example after an application", async () => {
  const Apply = () => {
    const { sync } = useRoleSync()
    const [isOver, setOver] = useState(false)
    return <button onClick={() => void sync().then(() => setOver(true))}>{isOver ? "Applied" : "Apply"}</button>
  }
  const { shop, page } = open({ children: <Apply /> })
  await passTime(1)
  shop.role = business("pending")

  await actAndFlush(() => page.getByRole("button").click())

  expect([page.roleText(), page.getByRole("button").textContent, shop.calls]).toEqual(["synced pending", "Applied", ["sync", "sync"]])
})

it("useCustomerRole returns the same object while the role does not change, so that effects do not run again", async () => {
  const clerk = createClerk(signedIn())
  const shop = createShop(business("verified"))
  const roles = new Set<unknown>()
  const Page = () => {
    roles.add(useCustomerRole())
    return null
  }
  openPage({ clerk, shop, children: <Page /> })
  await passTime(1)
  shop.role = business("verified")

  await actAndFlush(() => shop.refuse(refusal("verification_pending")))

  expect([shop.calls, roles.size]).toEqual([["sync", "read"], 2])
})

it("RoleSyncProvider discards an answer about another account", async () => {
  const shop = createShop(individual({ clerk_user_id: "user_bob" }))
  const { page } = open({ shop })

  await passTime(2)

  expect(page.roleText()).toBe("failed ?")
})

it("useCustomerRole says what to do if there is no provider", async () => {
  cleanup()
  const { renderHook } = await import("@testing-library/react")
  jest.spyOn(console, "error").mockImplementation(() => undefined)
  expect(() => renderHook(() => useRoleSync())).toThrow("No <RoleSyncProvider> found. Put one into the root layout.")
  jest.restoreAllMocks()
})
