import { readSettings } from "../settings"

describe("settings of the demo", () => {
  it("leave the storefront's port open, so that the first free one from 8000 on is taken", () => {
    expect(readSettings({}, true)).toMatchObject({ port: 9000, storefront: { port: undefined }, clerk: "stand-in" })
  })

  it("take the storefront's port from STOREFRONT_PORT", () => {
    expect(readSettings({ STOREFRONT_PORT: "4003" }, true).storefront).toEqual({ port: 4003 })
  })

  it("start no storefront for the backend alone", () => {
    expect(readSettings({ STOREFRONT_PORT: "4003" }, false).storefront).toBeUndefined()
  })

  it.each(["0", "65536", "80a", "-1"])("refuse STOREFRONT_PORT=%s with its name", (value) => {
    expect(() => readSettings({ STOREFRONT_PORT: value }, true)).toThrow(/^STOREFRONT_PORT is/)
  })

  it("need no authorised parties beside the storefront's own, with Clerk's keys", () => {
    const keys = { CLERK_SECRET_KEY: "sk_test_1", NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: "pk_test_1" }
    expect(readSettings(keys, true)).toMatchObject({ clerk: "clerk", storefront: {}, authorizedParties: [] })
    expect(() => readSettings(keys, false)).toThrow(/CLERK_AUTHORIZED_PARTIES is not/)
  })

  it("leave the storefront out where Clerk's secret key comes without the publishable one", () => {
    const settings = readSettings({ CLERK_SECRET_KEY: "sk_test_1", CLERK_AUTHORIZED_PARTIES: "https://shop.example" }, true)
    expect(settings).toMatchObject({ storefront: undefined, note: expect.stringContaining("NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY") })
  })
})
