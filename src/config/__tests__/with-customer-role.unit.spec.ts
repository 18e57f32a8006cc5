import { defineConfig } from "@medusajs/framework/utils"
import { withCustomerRole } from "../with-customer-role"

const clerk = { secretKey: "sk_test_1", authorizedParties: ["https://shop.example"] }
const options = { clerk, access: { bulkOrders: "verified" } } as const

const ours = { resolve: "medusa-plugin-customer-role", options }
const clerkProvider = { resolve: "medusa-plugin-customer-role/providers/clerk", id: "clerk", options: clerk }
const onAccountProvider = { resolve: "medusa-plugin-customer-role/providers/on-account", id: "b2b" }

describe("withCustomerRole", () => {
  it("adds plugin, auth provider and payment provider to an empty configuration", () => {
    const config = withCustomerRole(defineConfig({}), options)
    expect(config.plugins).toContainEqual(ours)
    expect(config.modules?.auth).toMatchObject({
      options: { providers: [expect.objectContaining({ id: "emailpass" }), clerkProvider] },
    })
    expect(config.modules?.payment).toMatchObject({ options: { providers: [onAccountProvider] } })
  })

  it("keeps the shop's plugins, providers, module options and ways to sign in", () => {
    const google = { resolve: "@medusajs/medusa/auth-google", id: "google", options: { clientId: "1" } }
    const stripe = { resolve: "@medusajs/medusa/payment-stripe", id: "stripe" }
    const config = withCustomerRole(
      defineConfig({
        projectConfig: { http: { ...HTTP, authMethodsPerActor: { user: ["emailpass"], customer: ["emailpass", "google"] } } },
        plugins: [{ resolve: "a-loyalty-plugin", options: { points: 5 } }],
        modules: [
          { resolve: "@medusajs/medusa/auth", options: { providers: [google], mfa: { issuer: "Cedar" } } },
          { resolve: "@medusajs/medusa/payment", options: { providers: [stripe], webhook_delay: 1 } },
        ],
      }),
      options
    )
    expect(config.plugins).toEqual(expect.arrayContaining([{ resolve: "a-loyalty-plugin", options: { points: 5 } }, ours]))
    expect(config.modules?.auth).toMatchObject({ options: { providers: [google, clerkProvider], mfa: { issuer: "Cedar" } } })
    expect(config.modules?.payment).toMatchObject({ options: { providers: [stripe, onAccountProvider], webhook_delay: 1 } })
    expect(config.projectConfig.http.authMethodsPerActor).toEqual({ user: ["emailpass"], customer: ["emailpass", "google", "clerk"] })
  })

  it("leaves customers every way to sign in where the shop lists none, and never gives Clerk to admins", () => {
    const { authMethodsPerActor } = withCustomerRole(defineConfig({}), options).projectConfig.http
    expect(authMethodsPerActor?.customer).toBeUndefined()
    expect(authMethodsPerActor?.user).toEqual(["emailpass"])
  })

  it("does not list Clerk twice", () => {
    const config = defineConfig({ projectConfig: { http: { ...HTTP, authMethodsPerActor: { customer: ["clerk"] } } } })
    expect(withCustomerRole(config, options).projectConfig.http.authMethodsPerActor?.customer).toEqual(["clerk"])
  })

  it("leaves the configuration that it gets as it was", () => {
    const config = defineConfig({ modules: [{ resolve: "@medusajs/medusa/auth", options: { providers: [] } }] })
    const before = JSON.stringify(config)
    withCustomerRole(config, options)
    expect(JSON.stringify(config)).toBe(before)
  })

  it.each([
    ["has the plugin already", { plugins: [ours] }, /is in `plugins` already/],
    ["has the plugin by name", { plugins: ["medusa-plugin-customer-role"] }, /is in `plugins` already/],
    ["has its auth provider", { modules: [auth([clerkProvider])] }, /providers\/clerk is among the auth providers already/],
    [
      "has another provider `clerk`",
      { modules: [auth([{ resolve: "./clerk", id: "clerk" }])] },
      /Another auth provider has the id "clerk"/,
    ],
    ["has its payment provider", { modules: [payment([onAccountProvider])] }, /on-account is among the payment providers already/],
    ["disables the Auth Module", { modules: [{ resolve: "@medusajs/medusa/auth", disable: true }] }, /`auth` is disabled/],
    ["disables the Payment Module", { modules: [{ resolve: "@medusajs/medusa/payment", disable: true }] }, /`payment` is disabled/],
    ["has providers that are no list", { modules: [auth({})] }, /not a list/],
  ])("refuses a shop that %s", (_, input, message) => {
    expect(() => withCustomerRole(defineConfig(input), options)).toThrow(message)
  })

  it("refuses a configuration that has not been through defineConfig", () => {
    const raw = { ...defineConfig({}), modules: undefined }
    expect(() => withCustomerRole(raw, options)).toThrow("withCustomerRole takes what defineConfig returns")
  })
})

const HTTP = { storeCors: "", adminCors: "", authCors: "" }

function auth(providers: unknown) {
  return { resolve: "@medusajs/medusa/auth", options: { providers } }
}

function payment(providers: unknown) {
  return { resolve: "@medusajs/medusa/payment", options: { providers } }
}
