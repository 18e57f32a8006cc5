import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { parsePluginOptions } from "../../../options"
import type { Owner } from "../../../workflows/checkout/find-owners"
import { requireCartOwner } from "../cart-owner"
import { requireOrderOwner } from "../order-owner"
import { lookUpAhead } from "../look-ahead"

const CLERK = { secretKey: "sk_test_1", authorizedParties: ["https://shop.example"] }

type Asked = {
  owners?: Partial<Owner & { is_private: boolean }>[]
  customerId?: string
  checkout?: Record<string, unknown>
  params?: Record<string, string>
  query?: unknown
  body?: unknown
  method?: string
  path?: string
  headers?: Record<string, string>
  /** The database is away. */
  away?: boolean
}

/** Runs a guard, or several in turn, and returns `null` if it lets the request pass, otherwise status and code, and the ids it looked up. */
const ask = async (
  guards: typeof requireCartOwner | (typeof requireCartOwner)[],
  {
    owners = [],
    customerId,
    checkout = {},
    params = {},
    query = {},
    body = {},
    method = "GET",
    path = "/",
    headers = {},
    away = false,
  }: Asked
) => {
  const asked: unknown[] = []
  const errors: string[] = []
  const parts: Record<string, unknown> = {
    [CUSTOMER_ROLE_MODULE]: {
      options: parsePluginOptions({ clerk: CLERK, checkout }),
      lookUpCustomer: async (id: string) => (asked.push(`role of ${id}`), { record: null, deleted: false }),
      lookUpSignIn: async (...ids: string[]) => (asked.push(`role of ${ids.join(" in ")}`), { record: null, deleted: false }),
      lookUpClerkUser: async (id: string) => (asked.push(`role of ${id}`), { record: null, deleted: false }),
    },
    [ContainerRegistrationKeys.CONFIG_MODULE]: { projectConfig: { http: { jwtSecret: "a secret" } } },
    [ContainerRegistrationKeys.PG_CONNECTION]: {
      raw: async (_sql: string, { id, ids }: { id?: string; ids?: (string | null)[] }) => {
        if (away) {
          asked.push(id)
          throw Object.assign(new Error("Connection terminated unexpectedly"), { code: "ECONNRESET" })
        }
        const rows = owners.map((owner) => ({ of: "cart", customer_id: "cus_owner", is_private: true, ...owner }))
        if (ids) {
          return { rows: rows.filter(({ customer_id, is_private }) => is_private && ids.includes(customer_id)) }
        }
        asked.push(id)
        return { rows: rows.map((owner) => ({ ...owner, is_ordered: rows.some(({ of }) => of === "order") })) }
      },
    },
    [ContainerRegistrationKeys.LOGGER]: { error: (line: string) => errors.push(line) },
  }
  const auth_context = customerId ? { actor_type: "customer", actor_id: customerId } : undefined
  const request: unknown = {
    scope: { resolve: (key: string) => parts[key] },
    headers,
    baseUrl: "",
    method,
    path,
    params,
    query,
    body,
    auth_context,
  }
  let answer: unknown = "none"
  const response: unknown = {
    setHeader: () => undefined,
    status: (status: number) => ({ json: ({ code }: { code: string }) => (answer = `${status} ${code}`) }),
  }
  for (const guard of [guards].flat()) {
    await guard(request as MedusaRequest, response as MedusaResponse, () => (answer = null))
  }
  return { answer, asked, errors }
}

/** Returns a bearer header with a token that nobody has signed. */
const tokenOf = (claims: object): string => `Bearer e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`

const IN_PATH = { params: { id: "cart_1" } }

describe("requireCartOwner", () => {
  it.each<[string, Asked, string | null]>([
    ["the owner", { ...IN_PATH, owners: [{}], customerId: "cus_owner" }, null],
    ["another customer", { ...IN_PATH, owners: [{}], customerId: "cus_other" }, "404 not_found"],
    ["nobody", { ...IN_PATH, owners: [{}] }, "404 not_found"],
    ["whoever has the id of a guest's cart", { ...IN_PATH, owners: [{ customer_id: "cus_guest", is_private: false }] }, null],
    ["whoever has the id of a cart without customer", { ...IN_PATH, owners: [{ customer_id: null, is_private: false }] }, null],
    ["an id that does not exist", { ...IN_PATH, customerId: "cus_owner" }, "404 not_found"],
    [
      "the owner of the cart, but not of its order",
      { ...IN_PATH, owners: [{}, { of: "order", customer_id: "cus_new" }], customerId: "cus_owner" },
      "404 not_found",
    ],
    ["no id at all", { owners: [{}], customerId: "cus_owner" }, "404 not_found"],
    ["a list of ids", { query: { cart_id: ["cart_1", "cart_2"] } }, "400 invalid_request"],
    ["an object", { body: { cart_id: { id: "cart_1" } } }, "400 invalid_request"],
    ["a NUL", { params: { id: "cart_\0" }, owners: [{}], customerId: "cus_owner" }, "404 not_found"],
  ])("answers %s", async (_who, asked, expected) => {
    expect((await ask(requireCartOwner, asked)).answer).toBe(expected)
  })

  it("checks each cart in path, query and body, and looks up a repeated one once", async () => {
    const named = { params: { cart_id: "cart_1", id: "note_1" }, query: { cart_id: "cart_2" }, body: { cart_id: "cart_1" } }

    expect(await ask(requireCartOwner, { ...named, owners: [{}], customerId: "cus_owner" })).toMatchObject({
      answer: null,
      asked: ["cart_1", "cart_2"],
    })
  })

  it.each<[string, Asked["checkout"], string | null]>([
    ["a function that says true", { trusted: () => true }, null],
    ["a function that says something else", { trusted: () => "yes" }, "404 not_found"],
    ["a function that promises", { trusted: async () => true }, "404 not_found"],
    ["carts that are not private", { privateCarts: false }, null],
    ["orders that are not private", { privateOrders: false }, "404 not_found"],
  ])("follows the options: %s", async (_option, checkout, expected) => {
    expect((await ask(requireCartOwner, { ...IN_PATH, owners: [{}], checkout })).answer).toBe(expected)
  })

  it("trusts nobody when checkout.trusted throws, and logs the error", async () => {
    const trusted = () => {
      throw new TypeError("no such header")
    }

    expect(await ask(requireCartOwner, { ...IN_PATH, owners: [{}], checkout: { trusted } })).toMatchObject({
      answer: "404 not_found",
      errors: ["customer_role.trusted_failed code=TypeError"],
    })
  })

  it("looks nothing up when neither carts nor orders are private", async () => {
    const checkout = { privateCarts: false, privateOrders: false }

    expect(await ask(requireCartOwner, { ...IN_PATH, checkout })).toMatchObject({ answer: null, asked: [] })
  })
})

describe("lookUpAhead", () => {
  const headers = { "x-publishable-api-key": "pk_1" }
  const READ = { ...IN_PATH, owners: [{}], path: "/store/carts/cart_1", headers }

  it("spares the guard its look-up when a cart is read", async () => {
    expect(await ask(lookUpAhead, READ)).toMatchObject({ answer: null, asked: ["cart_1"] })
    expect(await ask([lookUpAhead, requireCartOwner], { ...READ, customerId: "cus_owner" })).toMatchObject({
      answer: null,
      asked: ["cart_1"],
    })
  })

  it("decides nothing: the guard still refuses others", async () => {
    expect((await ask([lookUpAhead, requireCartOwner], { ...READ, customerId: "cus_other" })).answer).toBe("404 not_found")
  })

  it("lets nobody pass when its look-up fails", async () => {
    expect(await ask([lookUpAhead, requireCartOwner], { ...READ, customerId: "cus_owner", away: true })).toMatchObject({
      answer: "503 busy",
      asked: ["cart_1"],
    })
  })

  it.each<[string, Partial<Asked>]>([
    ["a cart is changed", { method: "POST" }],
    ["something below a cart is read", { path: "/store/carts/cart_1/payment" }],
    ["an id has escapes", { path: "/store/carts/cart%5F1" }],
    ["neither carts nor orders are private", { checkout: { privateCarts: false, privateOrders: false } }],
    ["the request has no publishable key", { headers: { authorization: tokenOf({ actor_type: "customer", actor_id: "cus_1" }) } }],
  ])("looks nothing up when %s", async (_when, other) => {
    expect(await ask(lookUpAhead, { ...READ, ...other })).toMatchObject({ answer: null, asked: [] })
  })

  it.each<[string, Record<string, unknown>, string[]]>([
    ["a customer", { actor_type: "customer", actor_id: "cus_1" }, ["role of cus_1"]],
    [
      "a customer in a Clerk session",
      { actor_type: "customer", actor_id: "cus_1", auth_provider: "clerk", app_metadata: { clerk_session_id: "sess_1" } },
      ["role of cus_1 in sess_1"],
    ],
    [
      "a customer in what another provider calls a session",
      { actor_type: "customer", actor_id: "cus_1", auth_provider: "other", app_metadata: { clerk_session_id: "sess_1" } },
      ["role of cus_1"],
    ],
    ["a Clerk user", { sub: "user_1" }, ["role of user_1"]],
    ["an admin", { actor_type: "user", actor_id: "user_1", sub: "user_1" }, []],
    ["a sign-in without a customer", { actor_type: "customer", actor_id: "" }, []],
    ["a customer whose id is no text", { actor_type: "customer", actor_id: { id: "cus_1" } }, []],
    ["nobody", {}, []],
  ])("looks up the role when the token names %s", async (_who, claims, asked) => {
    expect(await ask(lookUpAhead, { headers: { ...headers, authorization: tokenOf(claims) } })).toMatchObject({ answer: null, asked })
  })

  it.each(["Bearer a.b.c", "Bearer", `Basic ${btoa("name:secret")}`, `Bearer ${"x".repeat(9_000)}`])(
    "passes a credential that it cannot read on to the guards: %.16s",
    async (authorization) => {
      expect(await ask(lookUpAhead, { headers: { ...headers, authorization } })).toMatchObject({ answer: null, asked: [] })
    }
  )
})

describe("requireOrderOwner", () => {
  const order = { of: "order" as const }

  it.each<[string, Asked, string | null]>([
    ["the owner", { params: { order_id: "order_1" }, owners: [order], customerId: "cus_owner" }, null],
    ["another customer", { params: { id: "order_1" }, owners: [order], customerId: "cus_other" }, "404 not_found"],
    ["nobody", { body: { order_id: "order_1" }, owners: [order] }, "404 not_found"],
    ["anybody where orders are not private", { params: { id: "order_1" }, owners: [order], checkout: { privateOrders: false } }, null],
    [
      "nobody where only carts are not private",
      { params: { id: "order_1" }, owners: [order], checkout: { privateCarts: false } },
      "404 not_found",
    ],
  ])("answers %s", async (_who, asked, expected) => {
    expect((await ask(requireOrderOwner, asked)).answer).toBe(expected)
  })
})
