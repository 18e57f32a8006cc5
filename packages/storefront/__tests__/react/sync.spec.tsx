import { cleanup } from "@testing-library/react"
import { useState } from "react"
import { createClerk, signedIn } from "../helpers/fake-clerk.js"
import { createShop, refusal } from "../helpers/fake-shop.js"
import { createLocks, setLocks } from "../helpers/locks.js"
import { doing, heard, openPage, pass, setOnline, useTestTime } from "../helpers/page.js"
import { business, individual } from "../helpers/roles.js"
import { useCustomerRole, useRoleSync } from "../../src/react/index.js"

useTestTime()
afterEach(() => setLocks(undefined))

const open = (options: Partial<Parameters<typeof openPage>[0]> = {}) => {
  const clerk = options.clerk ?? createClerk(signedIn())
  const shop = options.shop ?? createShop()
  return { clerk, shop, page: openPage({ clerk, shop, ...options }) }
}

describe("a sign-in", () => {
  it("is synced once, however often the page renders, in Strict Mode too", async () => {
    const { shop, page } = open()
    expect(page.told()).toBe("syncing ?")

    await pass(1)
    page.rerender(page.container.isConnected ? <></> : null)

    expect(shop.calls).toEqual(["sync"])
  })

  it("shows the page before the shop has answered", async () => {
    const shop = createShop()
    shop.answered = new Promise(() => undefined)

    const { page } = open({ shop, children: <h1>Cedar</h1> })
    await pass(5)

    expect(page.getByText("Cedar")).toBeTruthy()
    expect(page.told()).toBe("syncing ?")
  })

  it("is nobody's until Clerk has loaded, and nobody's once it has not found anybody", async () => {
    const { clerk, shop, page } = open({ clerk: createClerk() })
    expect(page.told()).toBe("idle ?")

    await doing(clerk.signOut)

    expect(page.told()).toBe("idle nobody")
    expect(shop.calls).toEqual([])
  })

  it.each([
    ["with the browser's locks", true],
    ["in a page without HTTPS, which has no locks", false],
  ])("is synced by one of three tabs, %s", async (_how, hasLocks) => {
    setLocks(hasLocks ? createLocks() : undefined)
    const clerk = createClerk(signedIn())
    const shop = createShop()

    const tabs = [1, 2, 3].map(() => openPage({ clerk, shop }))
    for (let turn = 0; turn < 4; turn++) {
      await heard()
      await pass(1)
    }

    expect(shop.calls.filter((call) => call === "sync")).toHaveLength(1)
    expect(tabs.map((tab) => tab.told())).toEqual(Array(3).fill("synced not_required"))
  })

  it("only reads the role on the next page", async () => {
    const { clerk, shop, page } = open()
    await pass(1)
    page.unmount()

    const next = openPage({ clerk, shop })
    await pass(1)

    expect(next.told()).toBe("synced not_required")
    expect(shop.calls).toEqual(["sync", "read"])
  })

  it("asks nothing on the next page where the server has rendered it with the role", async () => {
    const { clerk, shop, page } = open()
    await pass(1)
    page.unmount()

    const next = openPage({ clerk, shop, initialRole: individual() })
    expect(next.told()).toBe("syncing not_required")
    await pass(1)

    expect(next.told()).toBe("synced not_required")
    expect(shop.calls).toEqual(["sync"])
  })

  it("is another one after signing out, and synced again", async () => {
    const { clerk, shop, page } = open()
    await pass(1)
    await doing(clerk.signOut)
    expect(page.told()).toBe("idle nobody")

    await doing(() => clerk.signIn("ada", "sess_second"))
    await pass(1)

    expect(shop.calls).toEqual(["sync", "sync"])
  })

  it("is synced in full where the shop does not know the customer any more", async () => {
    const { clerk, shop, page } = open()
    await pass(1)
    page.unmount()
    shop.failures = [refusal("role_not_synced")]

    openPage({ clerk, shop })
    await pass(1)

    expect(shop.calls).toEqual(["sync", "read", "sync"])
  })

  it("works where the browser keeps nothing", async () => {
    const denied = jest.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
      throw new DOMException("denied", "SecurityError")
    })
    const { page } = open()
    await pass(1)
    denied.mockRestore()

    expect(page.told()).toBe("synced not_required")
  })
})

describe("a shop that does not answer", () => {
  it("is asked again with growing gaps; the page says so from the second time on, and recovers", async () => {
    jest.spyOn(Math, "random").mockReturnValue(0.5)
    const shop = createShop()
    shop.failures = [new TypeError("fetch failed"), refusal("busy"), new TypeError("fetch failed")]
    const { page } = open({ shop })
    await pass(0)
    expect([page.told(), shop.calls.length]).toEqual(["syncing ?", 1])

    await pass(1)
    expect([page.told(), shop.calls.length]).toEqual(["failed ?", 2])
    await pass(2)
    expect([page.told(), shop.calls.length]).toEqual(["failed ?", 3])
    await pass(3.9)
    expect(shop.calls).toHaveLength(3)
    await pass(0.1)

    expect([page.told(), shop.calls.length]).toEqual(["synced not_required", 4])
    await pass(600)
    expect(shop.calls).toHaveLength(4)
  })

  it("is left alone for as long as it says, also when the visitor comes back", async () => {
    const shop = createShop()
    shop.failures = [refusal("too_many_requests", 40)]
    const { page } = open({ shop })
    await pass(1)
    expect(page.told()).toBe("failed ?")

    await pass(30)
    await doing(() => window.dispatchEvent(new Event("focus")))
    expect(shop.calls).toHaveLength(1)
    await pass(10)

    expect(page.told()).toBe("synced not_required")
  })

  it("is not asked any more once the page is left", async () => {
    const shop = createShop()
    shop.failures = [refusal("busy")]
    const { page } = open({ shop })
    await pass(0.1)

    page.unmount()
    await pass(60)

    expect(shop.calls).toHaveLength(1)
  })
})

describe("a refusal of the sync", () => {
  it("stands until the visitor comes back, who may have mended it", async () => {
    const shop = createShop()
    shop.failures = [refusal("email_unverified")]
    const { page } = open({ shop })
    await pass(300)
    expect([page.told(), shop.calls]).toEqual(["failed nobody", ["sync"]])

    await doing(() => window.dispatchEvent(new Event("focus")))

    expect([page.told(), shop.calls]).toEqual(["synced not_required", ["sync", "sync"]])
  })

  it("of an application leaves the role that there is", async () => {
    const shop = createShop(individual())
    shop.failures = [refusal("invalid_account_claim")]

    const { page } = open({ shop })
    await pass(1)

    expect([page.told(), shop.calls]).toEqual(["failed not_required", ["sync", "read"]])
  })
})

describe("a browser without network", () => {
  it("waits for it", async () => {
    setOnline(false)
    const { shop, page } = open()
    await pass(300)
    expect([page.told(), shop.calls]).toEqual(["syncing ? offline", []])

    await doing(() => setOnline(true))

    expect([page.told(), shop.calls]).toEqual(["synced not_required", ["sync"]])
  })

  it.each([
    ["name", Object.assign(new Error("offline"), { name: "ClerkOfflineError" })],
    ["code", Object.assign(new Error("offline"), { code: "clerk_offline" })],
  ])("is known by the %s of Clerk's error, too, and is no failure", async (_what, offline) => {
    const shop = createShop()
    shop.failures = [offline, offline, offline]
    const { page } = open({ shop })

    await pass(2)
    expect(page.told()).toBe("syncing ? offline")
    await doing(() => window.dispatchEvent(new Event("online")))
    await pass(60)

    expect(page.told()).toBe("synced not_required")
  })
})

describe("an application that is pending", () => {
  it("is looked at with growing gaps, until the shop decides", async () => {
    const { shop, page } = open({ shop: createShop(business("pending")) })
    await pass(0)
    const counts: number[] = []
    for (const gap of [14.9, 0.2, 30, 60, 120, 240, 300]) {
      await pass(gap)
      counts.push(shop.calls.length)
    }
    expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(page.told()).toBe("synced pending")

    shop.role = business("verified")
    await pass(300)
    expect(page.told()).toBe("synced verified")

    await pass(3600)
    expect(shop.calls).toHaveLength(8)
    expect(shop.calls.filter((call) => call === "sync")).toHaveLength(1)
  })

  it("is looked at when the visitor comes back to the page, and not while nobody sees it", async () => {
    const { shop, page } = open({ shop: createShop(business("pending")) })
    await pass(0)
    const isHidden = jest.spyOn(document, "hidden", "get").mockReturnValue(true)
    await pass(3600)
    expect(shop.calls).toEqual(["sync"])
    shop.role = business("rejected")

    isHidden.mockReturnValue(false)
    await doing(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })))
    isHidden.mockRestore()

    expect([page.told(), shop.calls]).toEqual(["synced rejected", ["sync", "read"]])
  })

  it("stays as it is known where the shop does not answer in between", async () => {
    const { shop, page } = open({ shop: createShop(business("pending")) })
    await pass(0)
    shop.failures = [refusal("busy"), refusal("busy")]

    await pass(20)

    expect(page.told()).toBe("synced pending")
  })

  it("changes in the other tabs as well", async () => {
    const clerk = createClerk(signedIn())
    const shop = createShop(business("pending"))
    const [first, second] = [openPage({ clerk, shop }), openPage({ clerk, shop })]
    await heard()
    await pass(1)
    await heard()
    shop.role = business("verified", { updated_at: "2026-11-28T11:00:00.000Z" })
    const isHidden = jest.spyOn(document, "hidden", "get").mockReturnValue(true)

    const calls = shop.calls.length
    shop.refuse(refusal("verification_pending"))
    await heard()
    isHidden.mockRestore()

    expect([first.told(), second.told()]).toEqual(["synced verified", "synced verified"])
    expect(shop.calls.length).toBeGreaterThan(calls)
  })
})

it("syncs again when the page asks for it, such as after an application", async () => {
  const Apply = () => {
    const { sync } = useRoleSync()
    const [isOver, setOver] = useState(false)
    return <button onClick={() => void sync().then(() => setOver(true))}>{isOver ? "Applied" : "Apply"}</button>
  }
  const { shop, page } = open({ children: <Apply /> })
  await pass(1)
  shop.role = business("pending")

  await doing(() => page.getByRole("button").click())

  expect([page.told(), page.getByRole("button").textContent, shop.calls]).toEqual(["synced pending", "Applied", ["sync", "sync"]])
})

it("gives the same role again where it has not changed, so that pages do nothing anew", async () => {
  const clerk = createClerk(signedIn())
  const shop = createShop(business("verified"))
  const roles = new Set<unknown>()
  const Page = () => {
    roles.add(useCustomerRole())
    return null
  }
  openPage({ clerk, shop, children: <Page /> })
  await pass(1)
  shop.role = business("verified")

  await doing(() => shop.refuse(refusal("verification_pending")))

  expect([shop.calls, roles.size]).toEqual([["sync", "read"], 2])
})

it("does not take the answer about one account for that of another", async () => {
  const shop = createShop(individual({ clerk_user_id: "user_bob" }))
  const { page } = open({ shop })

  await pass(2)

  expect(page.told()).toBe("failed ?")
})

it("tells what is missing where there is no provider", async () => {
  cleanup()
  const { renderHook } = await import("@testing-library/react")
  jest.spyOn(console, "error").mockImplementation(() => undefined)
  expect(() => renderHook(() => useRoleSync())).toThrow("No <RoleSyncProvider> above: put one into the root layout.")
  jest.restoreAllMocks()
})
