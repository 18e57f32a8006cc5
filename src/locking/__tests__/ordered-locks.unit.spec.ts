import { setTimeout as pause } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createMedusaContainer, Modules } from "@medusajs/framework/utils"
import { InMemoryLockingProvider } from "@medusajs/locking/dist/providers/in-memory"
import { takeKeys } from "../ordered-locks"

const ORDER = { owner_id: "order", expires_after_seconds: 60, wait_at_most_seconds: 60 }

let locking: InMemoryLockingProvider
let container: MedusaContainer

beforeEach(() => {
  locking = new InMemoryLockingProvider()
  container = createMedusaContainer()
  container.register(Modules.LOCKING, { resolve: () => locking })
})

const isFree = (key: string): Promise<boolean> =>
  locking.acquire(key, { ownerId: "checkout" }).then(
    () => true,
    () => false
  )

const becomesFree = async (key: string): Promise<void> => {
  while (!(await isFree(key))) {
    await pause(5)
  }
}

describe("keys of the Locking Module", () => {
  it("are let go for a while, if a checkout holds a later one and waits for an earlier one", async () => {
    await locking.acquire("b", { ownerId: "checkout" })
    const taking = takeKeys(container, ["b", "a"], { ...ORDER, keeps_while_waiting_ms: 50 })
    expect(await isFree("a")).toBe(false)
    await becomesFree("a")
    await locking.release(["a", "b"], { ownerId: "checkout" })
    await taking
    expect([await isFree("a"), await isFree("b")]).toEqual([false, false])
  })

  it("are refused as busy in the end, and all given back", async () => {
    await locking.acquire("b", { ownerId: "checkout" })
    await expect(
      takeKeys(container, ["a", "b"], { ...ORDER, wait_at_most_seconds: 0.2, keeps_while_waiting_ms: 50 })
    ).rejects.toMatchObject({ code: "busy" })
    expect(await isFree("a")).toBe(true)
  })

  it("stay with their owner while the next is taken, unless it lets them go", async () => {
    await locking.acquire("b", { ownerId: "checkout" })
    const taking = takeKeys(container, ["a", "b"], ORDER)
    await pause(200)
    expect(await isFree("a")).toBe(false)
    await locking.release("b", { ownerId: "checkout" })
    await taking
    expect(await isFree("b")).toBe(false)
  })
})
