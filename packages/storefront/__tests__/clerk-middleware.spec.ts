import { generateKeyPairSync, sign } from "node:crypto"
import { type NextFetchEvent, type NextMiddleware, NextRequest } from "next/server.js"
import { withBusinessOnly } from "../src/next/with-business-only.js"

/* Runs the kit's handler inside Clerk's own middleware, with tokens signed as Clerk signs them. Sends no request to Clerk's cloud. */

const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
})

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url")

const tokenWith = (claims: object): string => {
  const now = Math.floor(Date.now() / 1000)
  const standard = {
    azp: "https://shop.example",
    iss: "https://clerk.shop.example",
    sub: "user_ada",
    sid: "sess_ada",
    sts: "active",
    v: 2,
    iat: now - 5,
    nbf: now - 5,
    exp: now + 60,
  }
  const text = `${encode({ alg: "RS256", typ: "JWT", kid: "ins_shop" })}.${encode({ ...standard, ...claims })}`
  return `${text}.${sign("sha256", Buffer.from(text), keys.privateKey).toString("base64url")}`
}

let proxy: NextMiddleware

beforeAll(async () => {
  // Clerk reads these variables when it is imported.
  process.env.CLERK_SECRET_KEY = "sk_live_0123456789"
  process.env.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY = `pk_live_${Buffer.from("clerk.shop.example$").toString("base64")}`
  const { clerkMiddleware } = await import("@clerk/nextjs/server")
  proxy = clerkMiddleware(withBusinessOnly({ paths: ["/quotes"], redirectTo: "/apply" }), {
    jwtKey: keys.publicKey,
    authorizedParties: ["https://shop.example"],
  })
})

const visit = async (path: string, token?: string) => {
  const request = new NextRequest(new URL(path, "https://shop.example"), { headers: token ? { authorization: `Bearer ${token}` } : {} })
  const event: NextFetchEvent = Object.create(null)
  const response = await proxy(request, event)
  return { status: response?.status, location: response?.headers.get("location") ?? null }
}

const SHOWN = { status: 200, location: null }

it("withBusinessOnly inside clerkMiddleware redirects an individual whose token Clerk has signed", async () => {
  expect(await visit("/quotes/new", tokenWith({ customerRole: { accountType: "individual" } }))).toEqual({
    status: 307,
    location: "https://shop.example/apply",
  })
})

it.each([
  ["a business", () => tokenWith({ customerRole: { accountType: "business" } })],
  ["a user whose token has no claim yet", () => tokenWith({})],
  ["a visitor who is not signed in", () => undefined],
  ["a user whose claim has a wrong signature", () => `${tokenWith({ customerRole: { accountType: "individual" } }).slice(0, -6)}AAAAAA`],
])("withBusinessOnly inside clerkMiddleware shows the page to %s", async (_who, token) => {
  expect(await visit("/quotes/new", token())).toEqual(SHOWN)
})
