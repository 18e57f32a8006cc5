import type { UserJSON } from "@clerk/backend"

import { type ClerkStandIn, type ClerkUserJson, startClerkStandIn } from "../index"
import { createUsersStore } from "../users-store"

type Shared = Exclude<keyof UserJSON, "email_addresses">

describe("users", () => {
  let clerk: ClerkStandIn

  beforeAll(async () => {
    clerk = await startClerkStandIn()
  })

  afterAll(() => clerk.close())

  it("has every field of the SDK's UserJSON", () => {
    const user: Pick<UserJSON, Shared> = clerk.users.create({ email: "shape@example.com" }) satisfies ClerkUserJson
    expect(user.object).toBe("user")
  })

  it("gives copies", () => {
    const { id, unsafe_metadata } = clerk.users.create({ unsafe_metadata: { accountType: "individual" } })
    unsafe_metadata.accountType = "business"
    expect(clerk.users.get(id)?.unsafe_metadata).toEqual({ accountType: "individual" })
  })

  it("moves updated_at strictly forward, however fast", () => {
    const { id, updated_at } = clerk.users.create({ email: "fast@example.com" })
    const versions = [1, 2, 3].map((n) => clerk.users.update(id, { first_name: `${n}` }).updated_at)
    expect([updated_at, ...versions]).toEqual([...new Set([updated_at, ...versions])].sort((a, b) => a - b))
    expect(() => clerk.users.update(id, { updated_at: 1 })).toThrow(/updated_at of .* must be later/)
  })

  it("replaces unsafe_metadata as a whole", () => {
    const { id } = clerk.users.create({ unsafe_metadata: { accountType: "business", company: "A" } })
    expect(clerk.users.update(id, { unsafe_metadata: { company: "B" } }).unsafe_metadata).toEqual({ company: "B" })
    expect(clerk.users.update(id, { first_name: "C" }).unsafe_metadata).toEqual({ company: "B" })
  })

  it("changes, verifies and removes the email", () => {
    const { id } = clerk.users.create({ email: "old@example.com", email_verified: false })
    const verified = clerk.users.update(id, { email_verified: true })
    expect(verified.email_addresses).toMatchObject([{ email_address: "old@example.com", verification: { status: "verified" } }])
    const moved = clerk.users.update(id, { email: "new@example.com" })
    expect(moved.primary_email_address_id).toBe(moved.email_addresses[0]?.id)
    expect(clerk.users.findByEmail("old@example.com")).toBeUndefined()
    expect(clerk.users.findByEmail("NEW@example.com")?.id).toBe(id)
    const removed = clerk.users.update(id, { email: null })
    expect(removed).toMatchObject({ email_addresses: [], primary_email_address_id: null })
  })

  it("finds the first of two users with one email", () => {
    const first = clerk.users.create({ email: "shared@example.com" })
    const second = clerk.users.create({ email: "Shared@example.com" })
    expect(clerk.users.findByEmail("SHARED@example.com")?.id).toBe(first.id)
    clerk.users.delete(first.id)
    expect(clerk.users.findByEmail("shared@example.com")?.id).toBe(second.id)
    clerk.users.delete(second.id)
    expect(clerk.users.findByEmail("shared@example.com")).toBeUndefined()
  })

  it("seeds many users as one change, without events", () => {
    const [onChange, onEvent] = [jest.fn(), jest.fn()]
    const store = createUsersStore({ stored: [], onChange, onEvent })
    store.seed([{ email: "a@example.com" }, { email: "A@example.com" }, { id: "user_b" }, { id: "user_b" }])
    expect(store.list()).toHaveLength(2)
    expect(onChange).toHaveBeenCalledTimes(1)
    expect(onEvent).not.toHaveBeenCalled()
  })

  it("refuses an id in use, and a user that is not there", () => {
    clerk.users.create({ id: "user_once" })
    expect(() => clerk.users.create({ id: "user_once" })).toThrow("there is a user with id user_once already")
    expect(() => clerk.users.ban("user_nobody")).toThrow(expect.objectContaining({ code: "resource_not_found" }))
    expect(clerk.users.get("user_nobody")).toBeUndefined()
  })
})
