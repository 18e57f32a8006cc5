import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, createMedusaContainer } from "@medusajs/framework/utils"
import { asValue } from "@medusajs/framework/awilix"
import { LOG_EVENTS, logEvent, toLogLine } from "../log"

describe("toLogLine", () => {
  it("returns the event name and its fields in the order of the table", () => {
    const line = toLogLine("customer_role.synced", { seconds: 0.12345, customer_id: "cus_123", outcome: "created", trigger: "request" })

    expect(line).toBe("customer_role.synced trigger=request outcome=created customer_id=cus_123 seconds=0.123")
  })

  it("omits unknown fields and keeps zero and false", () => {
    const line = toLogLine("customer_role.reconciliation_finished", { reconciliation_id: undefined, dry_run: false, users: 0 })

    expect(line).toBe("customer_role.reconciliation_finished dry_run=false users=0")
  })

  it.each([
    ["a space", "bulk orders", String.raw`"bulk orders"`],
    ["an equals sign", "a=b", String.raw`"a=b"`],
    ["quotes", 'say "yes"', String.raw`"say \"yes\""`],
    ["a backslash", String.raw`a\b`, String.raw`"a\\b"`],
    ["nothing", "", String.raw`""`],
    ["letters of other scripts", "Geschäft", '"Geschäft"'],
    ["a NUL", "a\0b", String.raw`"a\u0000b"`],
    ["a terminal's command", "\u001b[2J\u009b1m", String.raw`"\u001b[2J\u009b1m"`],
    ["other line ends", "a\u2028b\u0085c", String.raw`"a\u2028b\u0085c"`],
    ["text that runs backwards", "\u202eabc", String.raw`"\u202eabc"`],
    ["half a character", "\ud83d", String.raw`"\ud83d"`],
  ])("quotes a value with %s", (_what, feature, quoted) => {
    expect(toLogLine("customer_role.access_denied", { feature })).toBe(`customer_role.access_denied feature=${quoted}`)
  })

  it("returns a single line with one event for any value", () => {
    const feature = 'quotes\r\ncustomer_role.synced customer_id="cus_forged"\n'

    const line = toLogLine("customer_role.access_denied", { feature, code: "business_account_required" })

    expect(line).not.toMatch(/[\r\n]/)
    expect(line).toBe(
      String.raw`customer_role.access_denied feature="quotes\r\ncustomer_role.synced customer_id=\"cus_forged\"\n" code=business_account_required`
    )
  })

  it("truncates a value that is too long", () => {
    const line = toLogLine("customer_role.access_denied", { feature: "x".repeat(10_000) })

    expect(line).toBe(`customer_role.access_denied feature="${"x".repeat(256)}…"`)
  })
})

describe("logEvent", () => {
  const lines: [string, unknown][] = []
  const note = (level: string) => (message: unknown) => void lines.push([level, message])
  const logger: Pick<Logger, "error" | "warn" | "info" | "debug"> = {
    error: note("error"),
    warn: note("warn"),
    info: note("info"),
    debug: note("debug"),
  }
  const container = createMedusaContainer()
  container.register(ContainerRegistrationKeys.LOGGER, asValue(logger))

  it.each(["customer_role.sync_failed", "customer_role.sync_refused", "customer_role.synced"] as const)(
    "gives %s to Medusa's logger, as text and at its level",
    (name) => {
      lines.length = 0
      logEvent(container, name, { clerk_user_id: "user_123" })

      expect(lines).toEqual([[LOG_EVENTS[name].level, `${name} clerk_user_id=user_123`]])
    }
  )
})

describe("LOG_EVENTS", () => {
  it("has no field for personal data", () => {
    const fields = new Set<string>(Object.values(LOG_EVENTS).flatMap(({ fields: ofEvent }) => ofEvent))

    for (const personal of ["email", "name", "first_name", "last_name", "company_name", "tax_id", "phone", "token", "ip", "note"]) {
      expect(fields).not.toContain(personal)
    }
  })
})
