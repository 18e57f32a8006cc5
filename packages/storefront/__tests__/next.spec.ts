import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { auth } from "@clerk/nextjs/server"
import { createSyncRoleHandler, getAuthHeaders, getCustomerRole, requireBusiness } from "../src/next/index.js"
import { business, individual } from "./helpers/roles.js"

// Clerk looks for the request in storage that only a Next.js server has.
jest.mock("@clerk/nextjs/server", () => ({ auth: jest.fn() }))

const signIn = (token: string | null = "clerk-token") =>
  jest
    .mocked(auth)
    .mockImplementation(async () => Object.assign(Object.create(null), { userId: token && "user_ada", getToken: async () => token }))

const authThrows = (message: string) => jest.mocked(auth).mockRejectedValue(new Error(message))

type Answer = { status?: number; body: unknown; headers?: Record<string, string> }

/** A shop on loopback: its answers, and the requests that it received. */
const answers: Answer[] = []
const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url} ${request.headers.authorization} ${request.headers["x-publishable-api-key"]}`)
  const { status = 200, body, headers } = answers.shift() ?? { status: 500, body: {} }
  response.writeHead(status, { "content-type": "application/json", "x-powered-by": "Medusa", ...headers }).end(JSON.stringify(body))
})
const connection = { baseUrl: "", publishableKey: "pk_shop" }

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port }: Pick<AddressInfo, "port"> = Object(server.address())
  connection.baseUrl = `http://127.0.0.1:${port}/`
})
beforeEach(() => {
  answers.length = asked.length = 0
  signIn()
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const refused = (code: string, status: number) => ({ status, body: { type: "some", code, message: "No." } })

describe("createSyncRoleHandler", () => {
  const call = (method: string) => createSyncRoleHandler(connection)(new Request("https://shop.example/api/sync-role", { method }))

  it.each([
    ["POST", "/store/customers/sync-role"],
    ["GET", "/store/customers/sync-role/me"],
  ])("passes %s on and answers like the store route", async (method, route) => {
    const body = { customer_role: individual(), created: true }
    answers.push({ body })
    const response = await call(method)
    expect([response.status, await response.json()]).toEqual([200, body])
    expect(asked).toEqual([`${method} ${route} Bearer clerk-token pk_shop`])
    expect([response.headers.get("cache-control"), response.headers.get("x-powered-by")]).toEqual(["private, no-store", null])
  })

  it("passes a refusal on, with its Retry-After", async () => {
    const body = { type: "too_many_requests", code: "too_many_requests", message: "Too many." }
    answers.push({ status: 429, body, headers: { "retry-after": "12" } })
    const response = await call("POST")
    expect([response.status, await response.json(), response.headers.get("retry-after")]).toEqual([429, body, "12"])
  })

  it("answers 401 to a visitor who is not signed in, without a request to the shop", async () => {
    signIn(null)
    const response = await call("POST")
    expect([response.status, await response.json()]).toEqual([
      401,
      { type: "unauthorized", code: "unauthenticated", message: "You are not signed in. Sign in and try again." },
    ])
    expect(asked).toEqual([])
  })

  it("answers 503 if the shop cannot be reached", async () => {
    const handler = createSyncRoleHandler({ ...connection, fetch: () => Promise.reject(new TypeError("fetch failed")) })
    const response = await handler(new Request("https://shop.example/api/sync-role", { method: "POST" }))
    expect([response.status, (await response.json()).code, response.headers.get("retry-after")]).toEqual([503, "busy", "5"])
  })

  it("names the missing setting if it does not know Medusa's URL", async () => {
    await expect(createSyncRoleHandler()(new Request("https://shop.example"))).rejects.toThrow("set MEDUSA_BACKEND_URL, or give baseUrl")
  })
})

describe("getCustomerRole", () => {
  it("returns the role of the signed-in customer", async () => {
    answers.push({ body: { customer_role: business("verified") } })
    expect(await getCustomerRole(connection)).toEqual(business("verified"))
  })

  it("syncs a customer whom the shop does not know yet", async () => {
    answers.push(refused("role_not_synced", 404), { body: { customer_role: individual() } })
    expect(await getCustomerRole(connection)).toEqual(individual())
    expect(asked.map((request) => request.split(" ").slice(0, 2).join(" "))).toEqual([
      "GET /store/customers/sync-role/me",
      "POST /store/customers/sync-role",
    ])
  })

  it.each([
    ["nobody is signed in", null, []],
    ["the shop refuses", "token", [refused("account_disabled", 403)]],
    ["the shop fails", "token", [{ status: 502, body: "Bad gateway" }]],
  ])("returns null if %s, so that the page still renders", async (_why, token, given) => {
    signIn(token)
    answers.push(...given)
    expect(await getCustomerRole(connection)).toBeNull()
  })

  it("throws what else Clerk throws, so that Next.js knows a page that cannot be static", async () => {
    authThrows("Dynamic server usage: headers")
    await expect(getCustomerRole(connection)).rejects.toThrow("Dynamic server usage")
  })
})

describe("where clerkMiddleware does not run", () => {
  beforeEach(() => authThrows("Clerk: auth() was called but Clerk can't detect usage of clerkMiddleware()."))

  it("getCustomerRole returns null, so that a page for a missing file still renders", async () => {
    expect(await getCustomerRole(connection)).toBeNull()
    expect(asked).toEqual([])
  })

  it("requireBusiness throws, so that nobody gets through", async () => {
    await expect(requireBusiness(connection)).rejects.toThrow("clerkMiddleware")
  })
})

describe("requireBusiness", () => {
  it("returns the role of a business", async () => {
    answers.push({ body: { customer_role: business("pending") } })
    expect(await requireBusiness({ ...connection, feature: "quotes" })).toEqual(business("pending"))
  })

  it.each([
    ["an individual", individual(), {}, "business_account_required"],
    ["a rejected business", business("rejected"), {}, "verification_rejected"],
    ["a pending business at the level verified", business("pending"), { level: "verified" }, "verification_pending"],
    ["a business without access to the feature", business("pending"), { feature: "bulk_orders" }, "verification_pending"],
  ] as const)("throws for %s", async (_who, role, rule, code) => {
    answers.push({ body: { customer_role: role } })
    await expect(requireBusiness({ ...connection, ...rule })).rejects.toMatchObject({ name: "CustomerRoleError", code, status: 403 })
  })

  it("throws for a visitor who is not signed in and for a disabled account", async () => {
    signIn(null)
    await expect(requireBusiness(connection)).rejects.toMatchObject({ code: "unauthenticated", status: 401 })
    signIn()
    answers.push(refused("account_disabled", 403))
    await expect(requireBusiness(connection)).rejects.toMatchObject({ code: "account_disabled" })
  })

  it("throws an error without calling onDenied if the shop does not answer", async () => {
    const onDenied = jest.fn(() => {
      throw new Error("redirected")
    })
    answers.push({ status: 502, body: "Bad gateway" })
    await expect(requireBusiness({ ...connection, onDenied })).rejects.toThrow("Bad Gateway")
    answers.push(refused("busy", 503))
    await expect(requireBusiness({ ...connection, onDenied })).rejects.toMatchObject({ code: "busy" })
    expect(onDenied).not.toHaveBeenCalled()
  })

  it("calls onDenied, for example to redirect, instead of throwing", async () => {
    answers.push({ body: { customer_role: individual() } })
    const onDenied = (denial: string): never => {
      throw new Error(`redirect to /apply?why=${denial}`)
    }
    await expect(requireBusiness({ ...connection, onDenied })).rejects.toThrow("redirect to /apply?why=business_account_required")
  })
})

describe("getAuthHeaders", () => {
  it("returns the visitor's token as a header, and no header if nobody is signed in", async () => {
    expect(await getAuthHeaders()).toEqual({ authorization: "Bearer clerk-token" })
    signIn(null)
    expect(await getAuthHeaders()).toEqual({})
  })

  it("returns no header where Next.js collects the paths of static pages", async () => {
    authThrows("Clerk: auth() is only supported in App Router. Original error: Error: `headers` was called outside a request scope.")
    expect(await getAuthHeaders()).toEqual({})
  })

  it("throws if Clerk's middleware does not run for the page, so that a customer is never taken for a guest", async () => {
    authThrows("Clerk: auth() was called but Clerk can't detect usage of clerkMiddleware().")
    await expect(getAuthHeaders()).rejects.toThrow("clerkMiddleware")
  })
})
