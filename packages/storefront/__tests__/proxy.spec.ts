import { type NextFetchEvent, NextRequest, NextResponse } from "next/server.js"
import { withBusinessOnly } from "../src/next/index.js"

jest.mock("@clerk/nextjs/server", () => ({ auth: jest.fn() }))

type Handler = ReturnType<typeof withBusinessOnly>

const visit = async (
  path: string,
  claims: object | null,
  handler: Handler = withBusinessOnly({ paths: ["/quotes", "/b2b/"], redirectTo: "/apply" })
) => {
  const request = new NextRequest(new URL(path, "https://shop.example"))
  const auth: Parameters<Handler>[0] = Object.assign(async () => Object.assign(Object.create(null), { sessionClaims: claims }), {
    protect: Object.create(null),
  })
  const event: NextFetchEvent = Object.create(null)
  const response = await handler(auth, request, event)
  return response?.headers.get("location") ?? null
}

const INDIVIDUAL = { customerRole: { accountType: "individual" } }
const APPLY = "https://shop.example/apply"

it.each(["/quotes", "/quotes/new", "/quotes/ACME.1", "/quotes/?f=a.jpg", "/b2b/prices"])(
  "withBusinessOnly redirects an individual away from %s",
  async (path) => {
    expect(await visit(path, INDIVIDUAL)).toBe(APPLY)
  }
)

it.each(["/", "/quotes-archive", "/b2b", "/apply", "/de/quotes"])("withBusinessOnly lets an individual see %s", async (path) => {
  expect(await visit(path, INDIVIDUAL)).toBeNull()
})

it.each([
  ["a visitor who is not signed in", null],
  ["a user who has no claim yet", {}],
  ["a business", { customerRole: { accountType: "business" } }],
  ["a claim of another kind", { customerRole: "individual" }],
])("withBusinessOnly lets the page decide about %s", async (_who, claims) => {
  expect(await visit("/quotes", claims)).toBeNull()
})

it.each(["metadata", "publicMetadata", "public_metadata"])("withBusinessOnly finds the claim below %s", async (key) => {
  expect(await visit("/quotes", { [key]: INDIVIDUAL })).toBe(APPLY)
})

it("withBusinessOnly reads a custom claim and never redirects in a circle", async () => {
  const handler = withBusinessOnly({ paths: ["/b2b"], redirectTo: "/b2b/apply", claim: ({ kind }) => kind })
  expect(await visit("/b2b/prices", { kind: "individual" }, handler)).toBe("https://shop.example/b2b/apply")
  expect(await visit("/b2b/apply", { kind: "individual" }, handler)).toBeNull()
})

it("withBusinessOnly passes all other requests to the given handler", async () => {
  const handler = withBusinessOnly({ paths: ["/quotes"], redirectTo: "/apply" }, () =>
    NextResponse.redirect("https://shop.example/maintenance")
  )
  expect(await visit("/", INDIVIDUAL, handler)).toBe("https://shop.example/maintenance")
  expect(await visit("/quotes", INDIVIDUAL, handler)).toBe(APPLY)
})

describe("withBusinessOnly with a country in each path", () => {
  const handler = withBusinessOnly({ paths: ["/[countryCode]/quotes", "/[countryCode]/b2b+"], redirectTo: "/[countryCode]/account" })

  it.each([
    ["/de/quotes", "/de/account"],
    ["/fr/quotes/new", "/fr/account"],
    ["/de/b2b+/prices", "/de/account"],
    ["/%2F/quotes", "/%2F/account"],
  ])("redirects an individual from %s to %s", async (page, target) => {
    expect(await visit(page, INDIVIDUAL, handler)).toBe(`https://shop.example${target}`)
  })

  it.each(["/quotes", "/de/fr/quotes", "/de/account", "/de/quotes-archive", "/de/b2bb"])("lets an individual see %s", async (page) => {
    expect(await visit(page, INDIVIDUAL, handler)).toBeNull()
  })
})
