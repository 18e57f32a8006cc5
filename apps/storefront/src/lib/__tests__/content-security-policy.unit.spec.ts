import { contentSecurityPolicy } from "../content-security-policy"

const directives = (policy: string): Record<string, string[]> =>
  Object.fromEntries(
    policy.split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ")
      return [name, sources]
    })
  )

describe("the content security policy", () => {
  it("names no other host where Clerk is reached through this site", () => {
    expect(contentSecurityPolicy({ nonce: "n", clerk: [], isDevelopment: false })).not.toMatch(/https?:/)
  })

  it("lets the browser talk to Clerk where it does so itself", () => {
    const policy = directives(contentSecurityPolicy({ nonce: "n", clerk: ["https://clerk.example.com"], isDevelopment: false }))
    expect(policy["connect-src"]).toContain("https://clerk.example.com")
    expect(policy["frame-src"]).toContain("https://challenges.cloudflare.com")
    expect(policy["img-src"]).toContain("https://img.clerk.com")
  })

  it("runs scripts with the nonce only, and evaluates text in development only", () => {
    const production = directives(contentSecurityPolicy({ nonce: "abc", clerk: [], isDevelopment: false }))
    expect(production["script-src"]).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"])
    expect(directives(contentSecurityPolicy({ nonce: "abc", clerk: [], isDevelopment: true }))["script-src"]).toContain("'unsafe-eval'")
  })

  it("lets no other site put a page into a frame", () => {
    expect(directives(contentSecurityPolicy({ nonce: "n", clerk: [], isDevelopment: false }))["frame-ancestors"]).toEqual(["'none'"])
  })
})
