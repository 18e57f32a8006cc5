import { readFileSync } from "node:fs"
import { fromRoot } from "../../../../../scripts/paths"
import type { CustomerRoleEventRecord } from "../../../../modules/customer-role/types"
import { parsePluginOptions } from "../../../../options"
import { type NotifiedStatus, type RoleNotificationSource, roleNotifications } from "../role-notifications"

const { notifications: defaults } = parsePluginOptions({ clerk: { secretKey: "sk_test", authorizedParties: ["https://shop.example"] } })
const options = { ...defaults, shop: ["office@shop.example"] }

type RoleBefore = { account_type?: string; verification_status: string } | null

const HOUR = 60 * 60 * 1000

let entries = 0
/** Returns an entry two hours later than the one before. */
const entry = (before: RoleBefore, after: RoleBefore, customer_meta_id = "cmeta_1"): CustomerRoleEventRecord => ({
  id: `crevt_${++entries}`,
  customer_meta_id,
  type: "created",
  actor_type: "system",
  actor_id: null,
  impersonator_id: null,
  before: before && { account_type: "business", ...before },
  after: after && { account_type: "business", ...after },
  note: null,
  created_at: new Date(Date.UTC(2026, 10, 1) + entries * 2 * HOUR),
})

/** Returns the same changes, one minute apart. */
const atOnce = (history: CustomerRoleEventRecord[]): CustomerRoleEventRecord[] =>
  history.map((one, index) => ({ ...one, created_at: new Date(Date.UTC(2026, 10, 1) + index * 60_000) }))

const individual = { account_type: "individual", verification_status: "not_required" }
const pending = { verification_status: "pending" }
const verified = { verification_status: "verified" }
const rejected = { verification_status: "rejected" }

type Changes = { record?: Partial<RoleNotificationSource["record"]>; customer?: Partial<RoleNotificationSource["customer"]> }

const source = (
  status: NotifiedStatus,
  history: CustomerRoleEventRecord[],
  { record, customer }: Changes = {}
): RoleNotificationSource => ({
  record: {
    id: "cmeta_1",
    customer_id: "cus_1",
    company_name: "Cedar GmbH",
    tax_id: "DE123456789",
    verification_status: status,
    verification_note: null,
    denied_at: null,
    ...record,
  },
  history,
  customer: { id: "cus_1", email: "mara@cedar.example", first_name: "Mara", last_name: "Lindner", ...customer },
  store_name: "Cedar",
  admin_url: null,
})

describe("roleNotifications", () => {
  describe("for an application", () => {
    const applied = [entry(null, pending)]

    it("notify each address of the shop once, and the admin feed", () => {
      const shop = ["a@x.example", "b@x.example", "a@x.example"]
      const told = roleNotifications("pending", source("pending", applied), { ...options, shop })

      expect(told.map(({ channel, to, template }) => ({ channel, to, template }))).toEqual([
        { channel: "email", to: "a@x.example", template: "customer-role-application" },
        { channel: "email", to: "b@x.example", template: "customer-role-application" },
        { channel: "feed", to: "", template: "admin-ui" },
      ])
      expect(new Set(told.map(({ idempotency_key }) => idempotency_key)).size).toBe(3)
    })

    it.each([
      ["no address", { shop: [] }, ["feed"]],
      ["no channel", { channel: false as const }, ["feed"]],
      ["no feed", { adminFeed: false }, ["email"]],
      ["neither", { channel: false as const, adminFeed: false }, []],
      ["another channel", { channel: "sms" }, ["sms", "feed"]],
    ])("use the channels that remain with %s in the options", (_, changes, channels) => {
      const told = roleNotifications("pending", source("pending", applied), { ...options, ...changes })

      expect(told.map(({ channel }) => channel)).toEqual(channels)
    })

    it.each([
      ["a first one", [entry(null, pending)], false],
      ["a first one of an individual", [entry(null, individual), entry(individual, pending)], false],
      ["changed details", [entry(null, pending), entry(pending, verified), entry(verified, pending)], true],
      ["a return from individual", [entry(null, pending), entry(pending, individual), entry(individual, pending)], true],
      ["another Clerk user of the same customer", [entry(null, pending, "cmeta_0"), entry(null, pending)], true],
    ])("say whether the application is renewed after %s", (_, history, renewed) => {
      const [mail] = roleNotifications("pending", source("pending", history), options)

      expect(mail.data).toMatchObject({ renewed, verification_status: "pending" })
    })

    it("do not mistake an admin's correction for the change that follows it", () => {
      const corrected = { ...entry(individual, pending), type: "corrected" as const }
      const change = entry(individual, pending)
      const [mail] = roleNotifications("pending", source("pending", [entry(null, individual), corrected, change]), options)

      expect(mail.data).toMatchObject({ renewed: false })
      expect(mail.idempotency_key).toContain(change.id)
    })

    it("are sent once if a customer switches back and forth within an hour", () => {
      const history = atOnce([entry(null, pending), entry(pending, individual), entry(individual, pending)])

      expect(roleNotifications("pending", source("pending", history), options)).toEqual([])
    })

    it("are sent again if a customer applies right after a decision", () => {
      const refused = { ...entry(pending, rejected), type: "rejected" as const }
      const history = atOnce([entry(null, pending), refused, entry(rejected, pending)])

      expect(roleNotifications("pending", source("pending", history), options)).toHaveLength(2)
    })

    it("say that the business was refused before", () => {
      const denied_at = new Date("2026-11-22T08:00:00Z")
      const [mail, feed] = roleNotifications("pending", source("pending", applied, { record: { denied_at } }), options)

      expect(mail.data).toMatchObject({ denied_at: "2026-11-22T08:00:00.000Z" })
      expect(feed.data?.description).toBe("Cedar GmbH (mara@cedar.example) waits for verification. It was turned down before.")
    })

    it.each([
      [{}, "Mara Lindner (mara@cedar.example) waits for verification."],
      [{ last_name: null }, "Mara (mara@cedar.example) waits for verification."],
      [{ first_name: "", last_name: "" }, "mara@cedar.example waits for verification."],
      [{ first_name: null, last_name: null }, "mara@cedar.example waits for verification."],
    ])("name the customer %j in the admin feed if there is no company", (customer, description) => {
      const nameless = source("pending", applied, { record: { company_name: null }, customer })
      const told = roleNotifications("pending", nameless, { ...options, shop: [] })

      expect(told[0].data).toEqual({ title: "New business application", description })
    })
  })

  it("carry the data described in docs/notifications.md", () => {
    const page = readFileSync(fromRoot("docs/notifications.md"), "utf8")
    const examples = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => JSON.parse(json)).filter(({ quote }) => !quote)
    const [application] = roleNotifications("pending", source("pending", [entry(null, pending)]), options)
    const [decision] = roleNotifications("rejected", source("rejected", [entry(pending, rejected)]), options)

    const fieldsOf = (data: unknown) => JSON.parse(JSON.stringify(data), (key, value) => (["", "customer"].includes(key) ? value : "there"))
    expect(examples.map(fieldsOf)).toEqual([fieldsOf(application.data), fieldsOf(decision.data)])
  })

  it("have one key per change, whatever else happens to the record", () => {
    const first = [entry(null, pending), entry(pending, rejected)]
    const noted = [...first, entry(rejected, rejected)]
    const again = [...noted, entry(rejected, pending), entry(pending, rejected)]
    const [one, same, other] = [first, noted, again].map(
      (history) => roleNotifications("rejected", source("rejected", history), options)[0]
    )

    expect(same.idempotency_key).toBe(one.idempotency_key)
    expect(other.idempotency_key).not.toBe(one.idempotency_key)
  })

  it("are not sent if the role has another status by now", () => {
    const history = [entry(null, pending), entry(pending, verified), entry(verified, pending)]

    expect(roleNotifications("verified", source("pending", history), options)).toEqual([])
    expect(roleNotifications("verified", source("pending", []), options)).toEqual([])
  })

  it("are not sent to customers if the channel is off", () => {
    const history = [entry(null, pending), entry(pending, verified)]

    expect(roleNotifications("verified", source("verified", history), { ...options, channel: false })).toEqual([])
  })
})
