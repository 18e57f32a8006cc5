import { readFileSync } from "node:fs"
import { MedusaError } from "@medusajs/framework/utils"
import ts from "typescript"
import { kitErrorFiles, SERVER_ERROR_CATALOGUE } from "../../scripts/error-catalogues"
import { fromRoot } from "../../scripts/paths"
import { parseSource, sourcesBelow } from "../../scripts/source"
import { asCustomerRoleError, CustomerRoleError, ERROR_CATALOGUE, isErrorCode, toErrorBody } from "../errors"

const entries = Object.entries(ERROR_CATALOGUE)

/** The statuses of this plugin's errors, with their types. */
const TYPES: Record<number, string> = {
  400: "invalid_data",
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  413: "payload_too_large",
  415: "unsupported_media_type",
  429: "too_many_requests",
  503: "service_unavailable",
}

describe("ERROR_CATALOGUE", () => {
  it.each(entries)("gives %s a snake_case name, a known status and a sentence", (code, { status, message }) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect(Object.keys(TYPES)).toContain(String(status))
    expect(message).toMatch(/^[A-Z].*\.$/)
  })

  it("keeps the status of every code", () => {
    const byStatus: Record<number, string[]> = {}
    for (const [code, { status }] of entries) {
      byStatus[status] = [...(byStatus[status] ?? []), code].sort()
    }
    expect(byStatus).toMatchInlineSnapshot(`
      {
        "400": [
          "bulk_order_invalid",
          "invalid_account_claim",
          "invalid_request",
          "no_region",
          "no_shipping_option",
          "not_a_business_account",
          "payment_provider_unavailable",
          "price_missing",
          "sales_channel_required",
          "too_many_lines",
        ],
        "401": [
          "invalid_signature",
          "invalid_token",
          "sign_in_replaced",
          "unauthenticated",
        ],
        "403": [
          "account_disabled",
          "business_account_required",
          "impersonation_not_allowed",
          "not_your_role",
          "verification_pending",
          "verification_rejected",
          "verification_revoked",
        ],
        "404": [
          "not_found",
          "role_not_synced",
        ],
        "409": [
          "buyer_changed",
          "cart_customer_required",
          "customer_is_live",
          "email_already_linked",
          "email_mismatch",
          "email_required",
          "email_unverified",
          "idempotency_key_reused",
          "invalid_quote_state",
          "limit_reached",
          "name_taken",
          "quote_changed",
          "quote_expired",
          "request_in_progress",
          "revision_superseded",
          "role_changed",
          "saved_list_changed",
          "waiting_for_sign_in",
        ],
        "413": [
          "payload_too_large",
        ],
        "415": [
          "unsupported_media_type",
        ],
        "429": [
          "too_many_requests",
        ],
        "503": [
          "busy",
          "identity_provider_unavailable",
        ],
      }
    `)
  })
})

describe("The storefront kit's files about error codes", () => {
  it.each(kitErrorFiles())("match the catalogue; npm run manifest rewrites $file", ({ file, text }) => {
    expect(readFileSync(file, "utf8")).toBe(text)
  })

  it("can copy the catalogue, because it imports nothing", () => {
    expect(parseSource(SERVER_ERROR_CATALOGUE).statements.some(ts.isImportDeclaration)).toBe(false)
  })
})

describe("docs/api.md", () => {
  const section = readFileSync(fromRoot("docs/api.md"), "utf8").split("\n## Errors\n")[1]?.split("\n## ")[0] ?? ""
  const rows = [...section.matchAll(/^\| ([\d, ]+) \| (.+) \|$/gm)]
  const documented = new Map(
    rows.flatMap(([, statuses, cells]) => [...cells.matchAll(/`(\w+)`/g)].map(([, code]) => [code, statuses.split(", ")] as const))
  )

  it("lists every error code", () => {
    const sources = sourcesBelow("").filter((file) => file !== SERVER_ERROR_CATALOGUE)
    const texts = sources.map((file) => readFileSync(file, "utf8")).join("\n")
    const answered = entries.map(([code]) => code).filter((code) => texts.includes(`"${code}"`))

    expect(answered).toEqual(expect.arrayContaining(["idempotency_key_reused", "bulk_order_invalid"]))
    expect(answered.filter((code) => !documented.has(code))).toEqual([])
  })

  it.each([...documented])("documents %s as in the catalogue", (code, statuses) => {
    expect(statuses).toContain(String(Object.fromEntries(entries)[code]?.status))
  })
})

describe("CustomerRoleError", () => {
  it.each(entries)("answers %s with its status, type and default message", (code, { status, message }) => {
    if (!isErrorCode(code)) {
      throw new Error(`${code} is not in the catalogue`)
    }
    const error = new CustomerRoleError(code)
    expect(error).toBeInstanceOf(MedusaError)
    expect(error.status).toBe(status)
    expect(toErrorBody(error)).toEqual({ type: TYPES[status], code, message })
  })

  it("answers with its own message and errors", () => {
    const errors = [{ index: 0, sku: "A-1", code: "unknown_sku" }]
    expect(toErrorBody(new CustomerRoleError("bulk_order_invalid", "Line 1 is unknown.", errors))).toEqual({
      type: "invalid_data",
      code: "bulk_order_invalid",
      message: "Line 1 is unknown.",
      errors,
    })
  })
})

describe("isErrorCode", () => {
  it.each(["toString", "__proto__", "constructor", "", "INVALID_REQUEST", 400, null, undefined, {}])("is false for %p", (value) => {
    expect(isErrorCode(value)).toBe(false)
  })
})

describe("asCustomerRoleError", () => {
  it("returns one of our errors unchanged", () => {
    const error = new CustomerRoleError("role_not_synced")
    expect(asCustomerRoleError(error)).toBe(error)
  })

  it("recognizes the plain object that a workflow makes of an error", () => {
    const errors = [{ index: 3 }]
    const plain = JSON.parse(
      JSON.stringify({ name: "Error", type: "invalid_data", code: "bulk_order_invalid", message: "Two lines.", errors })
    )
    const error = asCustomerRoleError(plain)
    expect(error).toBeInstanceOf(CustomerRoleError)
    expect(error).toMatchObject({ status: 400, code: "bulk_order_invalid", message: "Two lines.", errors })
  })

  it("falls back to the default message, and drops errors that are not a list", () => {
    const error = asCustomerRoleError({ code: "busy", message: 5, errors: "none" })
    expect(error?.message).toBe(ERROR_CATALOGUE.busy.message)
    expect(error?.errors).toBeUndefined()
  })

  it.each([
    ["a database error", { code: "23505", message: "duplicate key value" }],
    ["a system error", Object.assign(new Error("connect"), { code: "ECONNREFUSED" })],
    ["an error of Medusa", new MedusaError(MedusaError.Types.NOT_FOUND, "Cart not found")],
    ["a code that every object has", { code: "constructor" }],
    ["a text", "busy"],
    ["null", null],
    ["nothing", undefined],
  ])("returns undefined for %s", (_case, error) => {
    expect(asCustomerRoleError(error)).toBeUndefined()
  })
})
