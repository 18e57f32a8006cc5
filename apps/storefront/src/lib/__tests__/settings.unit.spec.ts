import { clerkSettings, demoFile, medusaSettings } from "../settings"

const CLERK = { NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: "pk_test_Y2xlcmsuc2hvcC50ZXN0JA", CLERK_SECRET_KEY: "sk_test_1" }

describe("the settings", () => {
  const before = process.env

  beforeEach(() => {
    process.env = { ...CLERK, NODE_ENV: "test" }
  })

  afterAll(() => {
    process.env = before
  })

  it("need no more than Clerk's two keys for Clerk itself", () => {
    expect(clerkSettings()).toEqual({
      publishableKey: CLERK.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY,
      jwtKey: undefined,
      proxyUrl: undefined,
      authorizedParties: undefined,
    })
  })

  it("read a PEM whose line breaks are written out", () => {
    process.env.CLERK_JWT_KEY = "-----BEGIN PUBLIC KEY-----\\nMIIB\\n-----END PUBLIC KEY-----"
    expect(clerkSettings().jwtKey).toBe("-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----")
  })

  it.each(["", " , "])("take a list of origins without one (%j) for none, since Clerk checks nothing for an empty list", (list) => {
    process.env.CLERK_AUTHORIZED_PARTIES = list
    expect(clerkSettings().authorizedParties).toBeUndefined()
  })

  it("read the origins that tokens may come from", () => {
    process.env.CLERK_AUTHORIZED_PARTIES = "https://cedar.example, https://www.cedar.example"
    expect(clerkSettings().authorizedParties).toEqual(["https://cedar.example", "https://www.cedar.example"])
  })

  it("say which one is missing", () => {
    expect(() => medusaSettings()).toThrow("MEDUSA_BACKEND_URL is not set")
  })

  it("know of a demo only where they are told", () => {
    expect(demoFile()).toBeUndefined()
  })
})
