import { generateKeyPairSync } from "node:crypto"
import { parseClerkOptions, parsePluginOptions, pluginOptionsJsonSchema } from "../options"

const clerk = { secretKey: "sk_test_1", authorizedParties: ["https://shop.example"] }

const pem = (type: "rsa" | "ec"): string => {
  const { publicKey } =
    type === "rsa" ? generateKeyPairSync("rsa", { modulusLength: 2048 }) : generateKeyPairSync("ec", { namedCurve: "P-256" })
  return publicKey.export({ type: "spki", format: "pem" }).toString()
}

const RSA = pem("rsa")

/** Returns the lines of the error message without its heading. */
const problems = (options: unknown): string[] => {
  try {
    parsePluginOptions(options)
  } catch (error) {
    const [heading, ...lines] = String(error).split("\n")
    expect(heading).toContain("medusa-plugin-customer-role: Some options in medusa-config.ts are wrong. Correct them:")
    return lines.map((line) => line.trim())
  }
  return []
}

describe("parsePluginOptions", () => {
  it("fills in every default", () => {
    expect(parsePluginOptions({ clerk })).toEqual({
      clerk,
      access: { bulkOrders: "business", quotes: "business" },
      application: { required: [] },
      checkout: { privateCarts: true, privateOrders: true },
      limits: {
        syncRuns: 60,
        exchanges: 60,
        quoteMessages: 60,
        bulkOrders: 120,
        acceptances: 120,
        bulkCarts: 120,
        previews: 600,
        otherRoutes: 600,
        refusedCredentials: 600,
        openQuotes: 200,
        fileMb: 500,
      },
      bulkOrders: { maxLines: 1000, csvHeadings: { sku: [], quantity: [] }, path: "auto", waitAtMostSeconds: 30 },
      credit: {},
      quotes: {
        validForDays: 30,
        pdf: { locale: "en", seller: { lines: [] } },
        reminderDays: 3,
        attachments: { maxSizeMb: 10, maxFiles: 5 },
      },
      customerGroup: "Verified businesses",
      impersonation: { allowWrites: false },
      notifications: {
        channel: "email",
        shop: [],
        adminFeed: true,
        templates: {
          application: "customer-role-application",
          verified: "customer-role-verified",
          rejected: "customer-role-rejected",
          revoked: "customer-role-revoked",
          quoteRequested: "quote-requested",
          quoteRenegotiated: "quote-renegotiated",
          quoteAccepted: "quote-accepted",
          quoteDeclined: "quote-declined",
          quoteCancelled: "quote-cancelled",
          quoteMessage: "quote-message",
          quoteSent: "quote-sent",
          quoteExpiring: "quote-expiring",
          quoteExpired: "quote-expired",
          quoteRejected: "quote-rejected",
        },
      },
      reconciliation: { everyHours: 24 },
      webhooks: { retentionDays: 30 },
      writeBack: { metadataKey: "customerRole" },
    })
  })

  it("combines the merchant's options with the defaults", () => {
    const options = parsePluginOptions({
      clerk: { ...clerk, issuer: "https://clerk.shop.example", webhookSigningSecret: "whsec_c2VjcmV0", apiUrl: "https://api.clerk.com" },
      access: { bulkOrders: "verified" },
      application: { required: ["company_name", "tax_id"] },
      bulkOrders: { maxLines: 10_000 },
      quotes: { validForDays: 7 },
      customerGroup: false,
      impersonation: { allowWrites: true },
      writeBack: { metadataKey: false },
    })
    expect(options.access).toEqual({ bulkOrders: "verified", quotes: "business" })
    expect(options.application.required).toEqual(["company_name", "tax_id"])
    expect(options.bulkOrders).toEqual({ maxLines: 10_000, csvHeadings: { sku: [], quantity: [] }, path: "auto", waitAtMostSeconds: 30 })
    expect(options.quotes.validForDays).toBe(7)
    expect(options.customerGroup).toBe(false)
    expect(options.impersonation.allowWrites).toBe(true)
    expect(options.writeBack.metadataKey).toBe(false)
    expect(options.clerk.issuer).toBe("https://clerk.shop.example")
  })

  it.each([
    ["with real newlines", RSA],
    ["with literal \\n, as an environment variable holds it", RSA.replaceAll("\n", "\\n")],
    ["with blanks around it", `\n  ${RSA}\n`],
  ])("accepts the public key as PEM %s", (_case, jwtKey) => {
    expect(parsePluginOptions({ clerk: { ...clerk, jwtKey } }).clerk.jwtKey).toBe(RSA.trim())
  })

  it.each(["http://localhost:4010", "http://127.0.0.1:4010", "http://[::1]:4010", "https://clerk.internal/v1"])(
    "accepts %s as Clerk's API",
    (apiUrl) => {
      expect(parsePluginOptions({ clerk: { ...clerk, apiUrl } }).clerk.apiUrl).toBe(apiUrl)
    }
  )

  it.each<[option: string, allowed: RegExp, options: unknown]>([
    ["clerk.secretKey", /expected string/, { clerk: { ...clerk, secretKey: 5 } }],
    ["clerk.authorizedParties", /expected array/, { clerk: { ...clerk, authorizedParties: "https://shop.example" } }],
    ["clerk.authorizedParties", /at least one origin/, { clerk: { ...clerk, authorizedParties: [] } }],
    [
      "clerk.authorizedParties.0",
      /origin such as https:\/\/shop\.example/,
      { clerk: { ...clerk, authorizedParties: ["https://shop.example/"] } },
    ],
    ["clerk.authorizedParties.1", /origin/, { clerk: { ...clerk, authorizedParties: ["https://shop.example", "shop.example"] } }],
    ["clerk.authorizedParties.0", /expected string/, { clerk: { ...clerk, authorizedParties: [undefined] } }],
    ["clerk.jwtKey", /RSA public key in PEM form/, { clerk: { ...clerk, jwtKey: "sk_test_1" } }],
    ["clerk.jwtKey", /RSA/, { clerk: { ...clerk, jwtKey: pem("ec") } }],
    ["clerk.webhookSigningSecret", /whsec_/, { clerk: { ...clerk, webhookSigningSecret: "secret" } }],
    ["clerk.apiUrl", /https URL, or http on loopback/, { clerk: { ...clerk, apiUrl: "http://clerk.internal" } }],
    ["clerk.apiUrl", /https/, { clerk: { ...clerk, apiUrl: "http://localhost.evil.example" } }],
    ["clerk.apiUrl", /https/, { clerk: { ...clerk, apiUrl: "http://127.0.0.1@evil.example" } }],
    ["clerk.apiUrl", /https/, { clerk: { ...clerk, apiUrl: "file:///etc/hosts" } }],
    ["clerk.apiUrl", /https/, { clerk: { ...clerk, apiUrl: "api.clerk.com" } }],
    [
      "clerk",
      /Unrecognized key: "publishableKey" \(allowed: secretKey, authorizedParties, /,
      { clerk: { ...clerk, publishableKey: "pk_test_1" } },
    ],
    ["access.bulkOrders", /"business"\|"verified"/, { clerk, access: { bulkOrders: "everybody" } }],
    ["access.quotes", /"business"\|"verified"/, { clerk, access: { quotes: true } }],
    ["access", /Unrecognized key: "bulk_orders"/, { clerk, access: { bulk_orders: "verified" } }],
    ["application.required.0", /"company_name"\|"tax_id"/, { clerk, application: { required: ["company"] } }],
    ["bulkOrders.waitAtMostSeconds", />=\s?1/, { clerk, bulkOrders: { waitAtMostSeconds: 0 } }],
    ["bulkOrders.waitAtMostSeconds", /<=\s?600/, { clerk, bulkOrders: { waitAtMostSeconds: 601 } }],
    ["bulkOrders.maxLines", />=\s?1/, { clerk, bulkOrders: { maxLines: 0 } }],
    ["bulkOrders.maxLines", /<=\s?10000/, { clerk, bulkOrders: { maxLines: 10_001 } }],
    ["bulkOrders.maxLines", /expected int/, { clerk, bulkOrders: { maxLines: 1.5 } }],
    ["bulkOrders.maxLines", /expected number/, { clerk, bulkOrders: { maxLines: "1000" } }],
    ["credit.providers.0", />=\s?1 character/, { clerk, credit: { providers: [" "] } }],
    ["bulkOrders.paymentProviderId", />=\s?1 character/, { clerk, bulkOrders: { paymentProviderId: "" } }],
    ["quotes.validForDays", />=\s?1/, { clerk, quotes: { validForDays: 0 } }],
    ["quotes.reminderDays", />=\s?1/, { clerk, quotes: { reminderDays: 0 } }],
    ["quotes.reminderDays", /from 1 to 365, or false/, { clerk, quotes: { reminderDays: true } }],
    ["quotes.validForDays", /expected number/, { clerk, quotes: { validForDays: Number.NaN } }],
    ["quotes.attachments.maxSizeMb", />=\s?1/, { clerk, quotes: { attachments: { maxSizeMb: 0 } } }],
    ["quotes.attachments.maxSizeMb", /<=\s?100/, { clerk, quotes: { attachments: { maxSizeMb: 101 } } }],
    ["quotes.attachments.maxFiles", />=\s?0/, { clerk, quotes: { attachments: { maxFiles: -1 } } }],
    ["quotes.attachments.maxFiles", /expected int/, { clerk, quotes: { attachments: { maxFiles: 1.5 } } }],
    ["limits", /an object of limits, or false/, { clerk, limits: true }],
    ["limits", /Unrecognized key: "syncs" \(allowed: syncRuns, exchanges, /, { clerk, limits: { syncs: 5 } }],
    ["limits.syncRuns", /a whole number of calls a minute, at least 1, or false/, { clerk, limits: { syncRuns: "5" } }],
    ["limits.redisUrl", /redis:\/\//, { clerk, limits: { redisUrl: "localhost:6379" } }],
    ["limits.address", /function/, { clerk, limits: { address: "x-real-ip" } }],
    ["impersonation.allowWrites", /expected boolean/, { clerk, impersonation: { allowWrites: "yes" } }],
    ["notifications.shop", /expected array/, { clerk, notifications: { shop: "sales@shop.example" } }],
    ["notifications.shop.0", />=\s?1 character/, { clerk, notifications: { shop: [" "] } }],
    ["notifications.templates.verified", />=\s?1 character/, { clerk, notifications: { templates: { verified: "" } } }],
    ["notifications.templates", /Unrecognized key: "pending"/, { clerk, notifications: { templates: { pending: "x" } } }],
    ["webhooks.retentionDays", /at least 2/, { clerk, webhooks: { retentionDays: 1 } }],
    ["webhooks.retentionDays", /expected int/, { clerk, webhooks: { retentionDays: 2.5 } }],
    ["writeBack", /Unrecognized key: "key"/, { clerk, writeBack: { key: "role" } }],
    ["writeBack", /expected object/, { clerk, writeBack: false }],
  ])("names %s and its allowed values: %s", (option, allowed, options) => {
    const lines = problems(options)
    expect(lines).toHaveLength(1)
    expect(lines[0].startsWith(`${option}: `)).toBe(true)
    expect(lines[0]).toMatch(allowed)
  })

  it.each([[{}], [undefined], [null]])("names the options to set when clerk is missing: %j", (options) => {
    expect(problems(options)).toEqual(["clerk is missing: set clerk.secretKey and clerk.authorizedParties"])
  })

  const SECRET_KEY_MISSING = "clerk.secretKey is missing: set CLERK_SECRET_KEY to Clerk's secret key (sk_…; Clerk dashboard, API keys)"
  const PARTIES_MISSING =
    "clerk.authorizedParties is missing: set CLERK_AUTHORIZED_PARTIES to the origins of the storefronts, separated by commas, such as https://shop.example"

  it.each<[state: string, clerk: object, line: string]>([
    ["an unset secret key", { ...clerk, secretKey: undefined }, SECRET_KEY_MISSING],
    ["an empty secret key", { ...clerk, secretKey: "" }, SECRET_KEY_MISSING],
    ["a blank secret key", { ...clerk, secretKey: " \n" }, SECRET_KEY_MISSING],
    ["unset origins", { ...clerk, authorizedParties: undefined }, PARTIES_MISSING],
    ["the origins of an empty variable", { ...clerk, authorizedParties: "".split(",") }, PARTIES_MISSING],
    ["the origins of a variable of blanks and a comma", { ...clerk, authorizedParties: " , ".split(",") }, PARTIES_MISSING],
    ["the origins of an empty variable, as a text", { ...clerk, authorizedParties: "" }, PARTIES_MISSING],
    [
      "a stray comma between the origins",
      { ...clerk, authorizedParties: "https://shop.example,".split(",") },
      "clerk.authorizedParties.1 is empty: remove it, or look for a stray comma in CLERK_AUTHORIZED_PARTIES",
    ],
  ])("names the variable to set when there is %s", (_state, clerkOptions, line) => {
    expect(problems({ clerk: clerkOptions })).toEqual([line])
  })

  it.each(["jwtKey", "issuer", "webhookSigningSecret", "apiUrl"])("treats an empty clerk.%s as not set", (name) => {
    expect(parsePluginOptions({ clerk: { ...clerk, [name]: "" } })).toEqual(parsePluginOptions({ clerk }))
    expect(parsePluginOptions({ clerk: { ...clerk, [name]: "  " } })).toEqual(parsePluginOptions({ clerk }))
    expect(parseClerkOptions({ ...clerk, [name]: "" })).toEqual(clerk)
  })

  it("turns limits off, all or one by one", () => {
    expect(parsePluginOptions({ clerk, limits: false }).limits).toBe(false)
    expect(parsePluginOptions({ clerk, limits: { previews: false, fileMb: false, openQuotes: 5 } }).limits).toMatchObject({
      previews: false,
      fileMb: false,
      openQuotes: 5,
      syncRuns: 60,
    })
  })

  it.each<[option: string, allowed: RegExp, options: unknown]>([
    ["limits.previews", />=\s?1/, { clerk, limits: { previews: 0 } }],
    ["customerGroup", />=\s?1 character/, { clerk, customerGroup: "" }],
    ["customerGroup", />=\s?1 character/, { clerk, customerGroup: "  " }],
    ["customerGroup", /false/, { clerk, customerGroup: true }],
    ["customerGroup", /false/, { clerk, customerGroup: 5 }],
    ["notifications.channel", />=\s?1 character/, { clerk, notifications: { channel: "" } }],
    ["reconciliation.everyHours", />=\s?0.25/, { clerk, reconciliation: { everyHours: 0 } }],
    ["reconciliation.everyHours", /<=\s?720/, { clerk, reconciliation: { everyHours: 721 } }],
    ["reconciliation.everyHours", /false/, { clerk, reconciliation: { everyHours: true } }],
    ["writeBack.metadataKey", />=\s?1 character/, { clerk, writeBack: { metadataKey: "" } }],
    ["writeBack.metadataKey", /<=\s?64 characters/, { clerk, writeBack: { metadataKey: "k".repeat(65) } }],
    ["writeBack.metadataKey", /false/, { clerk, writeBack: { metadataKey: true } }],
  ])("names %s, which takes a text or false: %s", (option, allowed, options) => {
    const lines = problems(options)
    expect(lines).toHaveLength(1)
    expect(lines[0].startsWith(`${option}: `)).toBe(true)
    expect(lines[0]).toMatch(allowed)
  })

  it("names an unknown option and the known ones", () => {
    expect(problems({ clerk, customer_group: false })).toEqual([
      'Unrecognized key: "customer_group" (allowed: clerk, access, application, bulkOrders, limits, credit, checkout, quotes, customerGroup, impersonation, notifications, reconciliation, webhooks, writeBack)',
    ])
  })

  it("ignores the database settings that Medusa adds to every module's options", () => {
    expect(parsePluginOptions({ clerk, database: { clientUrl: "postgres://localhost/shop" } })).toEqual(parsePluginOptions({ clerk }))
  })

  it.each([[[]], ["options"], [5]])("refuses %p as the options", (options) => {
    expect(problems(options)).toEqual([expect.stringContaining("expected object")])
  })

  it("names all wrong options at once", () => {
    const lines = problems({ clerk: { secretKey: "", authorizedParties: [] }, access: { quotes: "all" }, quotes: { validForDays: -1 } })
    expect(lines.map((line) => line.split(/: | is /)[0])).toEqual([
      "clerk.secretKey",
      "clerk.authorizedParties",
      "access.quotes",
      "quotes.validForDays",
    ])
  })

  it("never repeats a secret in an error message", () => {
    const secrets = { ...clerk, secretKey: "sk_live_do_not_print", webhookSigningSecret: "do_not_print", jwtKey: "do_not_print" }
    expect(problems({ clerk: secrets }).join("\n")).not.toContain("do_not_print")
  })
})

describe("parseClerkOptions", () => {
  it("returns the same as the clerk part of the plugin's options", () => {
    const options = { ...clerk, jwtKey: RSA.replaceAll("\n", "\\n"), issuer: "https://clerk.shop.example" }
    expect(parseClerkOptions(options)).toEqual(parsePluginOptions({ clerk: options }).clerk)
  })

  it("names a wrong option like the plugin does", () => {
    expect(() => parseClerkOptions({ ...clerk, authorizedParties: [] })).toThrow(
      / {2}clerk\.authorizedParties: must list at least one origin/
    )
    expect(() => parseClerkOptions(undefined)).toThrow(/clerk\.secretKey is missing: /)
  })
})

describe("pluginOptionsJsonSchema", () => {
  it("describes every option, requires only clerk and allows no unknown option", () => {
    expect(pluginOptionsJsonSchema()).toMatchObject({
      type: "object",
      required: ["clerk"],
      additionalProperties: false,
      properties: {
        clerk: { required: ["secretKey", "authorizedParties"], additionalProperties: false },
        access: { properties: { bulkOrders: { enum: ["business", "verified"], default: "business" } } },
        bulkOrders: { properties: { maxLines: { minimum: 1, maximum: 10_000, default: 1000 } } },
        customerGroup: { default: "Verified businesses" },
      },
    })
  })
})
