import { readFileSync } from "node:fs"
import path from "node:path"
import { FetchError } from "@medusajs/js-sdk"
import { createCustomerRoleClient, CustomerRoleError, isCustomerRoleError } from "../src/index.js"

type Sent = { method: string; url: URL; headers: Headers; body: BodyInit | null | undefined }

const ADDRESS = { country_code: "de" }

/** Returns a client whose requests go nowhere. The tests against a real shop are in integration-tests. */
const createClient = (
  answer: (sent: Sent) => Response = () => Response.json({}),
  options: { getToken?: (options?: { skipCache?: boolean }) => Promise<string | null> } = {}
) => {
  const sent: Sent[] = []
  const client = createCustomerRoleClient({
    baseUrl: "https://medusa.example/backend/",
    publishableKey: "pk_shop",
    getToken: async () => "token",
    ...options,
    fetch: async (input, init) => {
      const request = { method: init?.method ?? "GET", url: new URL(String(input)), headers: new Headers(init?.headers), body: init?.body }
      sent.push(request)
      return answer(request)
    },
  })
  return { client, sent }
}

const refuse = (code: string, status: number, headers: Record<string, string> = {}, more: object = {}) =>
  Response.json({ type: "some", code, message: "No.", ...more }, { status, headers })

describe("createCustomerRoleClient", () => {
  /** Calls every function of the client, with ids that name their parameter. */
  const CALLS: Record<string, (client: ReturnType<typeof createCustomerRoleClient>) => Promise<unknown>> = {
    "role.sync": ({ role }) => role.sync(),
    "role.retrieve": ({ role }) => role.retrieve(":id"),
    "role.exchange": ({ role }) => role.exchange("token"),
    "bulkOrders.create": ({ bulkOrders }) => bulkOrders.create({ items: [{ sku: "A", quantity: 1 }], shipping_address: ADDRESS }),
    "bulkOrders.preview": ({ bulkOrders }) => bulkOrders.preview({ csv: "sku,quantity\nA,1", shipping_address: ADDRESS }),
    "bulkOrders.createCart": ({ bulkOrders }) => bulkOrders.createCart({ from_order_id: "order_1", shipping_address_id: "address_1" }),
    "bulkOrders.template": ({ bulkOrders }) => bulkOrders.template(),
    "savedLists.list": ({ savedLists }) => savedLists.list(),
    "savedLists.retrieve": ({ savedLists }) => savedLists.retrieve(":id"),
    "savedLists.create": ({ savedLists }) => savedLists.create({ name: "A", items: [{ sku: "A", quantity: 1 }] }),
    "savedLists.update": ({ savedLists }) => savedLists.update(":id", { name: "B" }),
    "savedLists.delete": ({ savedLists }) => savedLists.delete(":id"),
    "quotes.request": ({ quotes }) => quotes.request({ cart_id: "cart_1" }),
    "quotes.list": ({ quotes }) => quotes.list(),
    "quotes.retrieve": ({ quotes }) => quotes.retrieve(":id"),
    "quotes.accept": ({ quotes }) => quotes.accept(":id", { revision: 1, shipping_address: ADDRESS }),
    "quotes.decline": ({ quotes }) => quotes.decline(":id"),
    "quotes.renegotiate": ({ quotes }) => quotes.renegotiate(":id", { message: "More?" }),
    "quotes.cancel": ({ quotes }) => quotes.cancel(":id"),
    "quotes.sendMessage": ({ quotes }) => quotes.sendMessage(":id", { text: "Hello" }),
    "quotes.attachment": ({ quotes }) => quotes.attachment(":id", ":attachment_id"),
    "quotes.pdf": ({ quotes }) => quotes.pdf(":id"),
  }

  it("has a call for every store route of the plugin, and a route for every call", async () => {
    const manifest: { routes: { method: string; path: string }[] } = JSON.parse(
      readFileSync(path.join(__dirname, "../../../medusa-plugin.json"), "utf8")
    )
    const routes = manifest.routes
      .filter(({ path: route }) => /^\/(store|auth)\//.test(route))
      .map(({ method, path: route }) => `${method} ${route}`)
    const { client, sent } = createClient()

    for (const call of Object.values(CALLS)) {
      await call(client)
    }

    expect(sent.map(({ method, url }) => `${method} ${decodeURIComponent(url.pathname).replace("/backend", "")}`).sort()).toEqual(
      routes.sort()
    )
  })

  it("has no calls beyond this list", () => {
    const { role, bulkOrders, savedLists, quotes } = createClient().client
    const names = Object.entries({ role, bulkOrders, savedLists, quotes }).flatMap(([group, calls]) =>
      Object.keys(calls).map((name) => `${group}.${name}`)
    )
    expect(names.sort()).toEqual(Object.keys(CALLS).sort())
  })

  it("sends the publishable key, and requests a new token for each call", async () => {
    let count = 0
    const { client, sent } = createClient(undefined, { getToken: async () => `token-${++count}` })
    await client.role.sync()
    await client.quotes.list()
    expect(sent.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer token-1", "Bearer token-2"])
    expect(sent.map(({ headers }) => headers.get("x-publishable-api-key"))).toEqual(["pk_shop", "pk_shop"])
  })

  it("sends no credential if nobody is signed in", async () => {
    const { client, sent } = createClient(undefined, { getToken: async () => null })
    await client.quotes.list()
    expect(sent[0]?.headers.has("authorization")).toBe(false)
  })

  it("sends the token to Medusa's own routes too, and encodes queries as Medusa expects", async () => {
    const { client, sent } = createClient()
    await client.store.product.list({ id: ["prod_1", "prod_2"], limit: 5, region_id: undefined })
    expect(sent[0]?.url.href).toBe("https://medusa.example/backend/store/products?id%5B0%5D=prod_1&id%5B1%5D=prod_2&limit=5")
    expect(sent[0]?.headers.get("authorization")).toBe("Bearer token")
  })

  it("keeps an id one part of its path, in Medusa's own routes too", async () => {
    const { client, sent } = createClient()
    await client.store.customer.deleteAddress("a/../../b?c#d\\e")
    await client.store.cart.updateLineItem("../x", "line\t/1", { quantity: 1 })
    await client.quotes.cancel("q/../1")
    expect(sent.map(({ url }) => url.pathname)).toEqual([
      "/backend/store/customers/me/addresses/a%2F..%2F..%2Fb%3Fc%23d%5Ce",
      "/backend/store/carts/..%2Fx/line-items/line%09%2F1",
      "/backend/store/quotes/q%2F..%2F1/cancel",
    ])
  })

  it.each<[string, (client: ReturnType<typeof createCustomerRoleClient>) => Promise<unknown>]>([
    ["..", ({ store }) => store.customer.deleteAddress("..")],
    [".", ({ store }) => store.order.retrieve(".", { fields: "id" })],
    [".. in one of its own routes", ({ quotes }) => quotes.cancel("..")],
    ["encoded dots", ({ fetch: call }) => call("/store/products/%2E./admin")],
    ["a tab among dots", ({ fetch: call }) => call("/store/products/.\t./admin")],
    ["a backslash", ({ fetch: call }) => call("/store/products/..\\admin")],
    ["dots and a query", ({ fetch: call }) => call("/store/products/..?fields=id")],
  ])("sends no request to a path that another route would answer: %s", async (_, call) => {
    const { client, sent } = createClient()
    await expect(call(client)).rejects.toMatchObject({ status: 400, message: expect.stringContaining("leads to another route") })
    expect(sent).toEqual([])
  })

  it("sends dots that are a part of a name or of a query", async () => {
    const { client, sent } = createClient()
    await client.fetch("/store/price..sheet/v1.2?range=../a")
    await client.store.product.retrieve("prod.1")
    expect(sent.map(({ url }) => url.pathname + url.search)).toEqual([
      "/backend/store/price..sheet/v1.2?range=../a",
      "/backend/store/products/prod.1",
    ])
  })

  it("sends the Idempotency-Key and the requested fields", async () => {
    const { client, sent } = createClient()
    await client.bulkOrders.create(
      { items: [{ sku: "A", quantity: 1 }], shipping_address: ADDRESS },
      { idempotencyKey: "order-1", fields: "id" }
    )
    expect(sent[0]?.headers.get("idempotency-key")).toBe("order-1")
    expect(sent[0]?.url.search).toBe("?fields=id")
    expect(JSON.parse(String(sent[0]?.body))).toEqual({ items: [{ sku: "A", quantity: 1 }], shipping_address: ADDRESS })
  })

  it("sends a message with files as a form and leaves the boundary to the browser", async () => {
    const { client, sent } = createClient()
    await client.quotes.sendMessage("quo_1", { text: "The drawing", files: [new File(["%PDF"], "drawing.pdf"), new File(["a"], "b.txt")] })
    const form = sent[0]?.body
    if (!(form instanceof FormData)) {
      throw new Error("The message is no form.")
    }
    expect(form.get("text")).toBe("The drawing")
    expect(form.getAll("files").map((file) => file instanceof File && file.name)).toEqual(["drawing.pdf", "b.txt"])
    expect(sent[0]?.headers.has("content-type")).toBe(false)
  })

  it("returns a PDF as a file with the name that the shop gave it", async () => {
    const { client, sent } = createClient(
      () =>
        new Response("%PDF-1.7", {
          headers: { "content-type": "application/pdf", "content-disposition": 'attachment; filename="Q-000001.pdf"' },
        })
    )
    const pdf = await client.quotes.pdf("quo_1", { revision: 2, locale: "de-DE" })
    expect([pdf.name, pdf.type, await pdf.text()]).toEqual(["Q-000001.pdf", "application/pdf", "%PDF-1.7"])
    expect(pdf).toBeInstanceOf(Blob)
    expect(sent[0]?.url.search).toBe("?revision=2&locale=de-DE")
  })

  it("reads file names in any script", async () => {
    const disposition = "attachment; filename=\"Gr??e.pdf\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.pdf"
    const { client } = createClient(() => new Response("", { headers: { "content-disposition": disposition } }))
    expect((await client.quotes.attachment("quo_1", "quoatt_1")).name).toBe("Größe.pdf")
  })

  it("escapes ids, so that they stay within their path segment", async () => {
    const { client, sent } = createClient()
    await client.quotes.retrieve("../x?y=1", { compare: [0, 2] })
    expect(sent[0]?.url.pathname).toBe("/backend/store/quotes/..%2Fx%3Fy%3D1")
    expect(sent[0]?.url.search).toBe("?compare=0%2C2")
  })

  it("calls a route of the shop's own", async () => {
    const { client } = createClient(() => Response.json({ prices: [1] }))
    expect(await client.fetch("/store/price-sheet")).toEqual({ prices: [1] })
  })
})

describe("A refusal by the shop", () => {
  it("is thrown with its code, status, details and the seconds to wait", async () => {
    const errors = [{ index: 0, sku: "A", code: "unknown_sku", message: "There is no such product." }]
    const { client } = createClient(() => refuse("bulk_order_invalid", 400, { "retry-after": "7" }, { errors }))
    const error = await client.quotes.list().catch((thrown) => thrown)
    expect(error).toBeInstanceOf(CustomerRoleError)
    expect(error).toMatchObject({
      name: "CustomerRoleError",
      code: "bulk_order_invalid",
      status: 400,
      message: "No.",
      errors,
      retryAfter: 7,
    })
    expect(isCustomerRoleError(error)).toBe(true)
    expect(isCustomerRoleError(error, "busy", "bulk_order_invalid")).toBe(true)
    expect(isCustomerRoleError(error, "busy")).toBe(false)
  })

  it.each([
    ["without a code", () => Response.json({ type: "not_found", message: "Cart not found" }, { status: 404 }), "Cart not found"],
    ["with an unknown code", () => refuse("unknown_error", 500), "No."],
    ["with a body that is not JSON", () => new Response("<h1>Bad gateway</h1>", { status: 502, statusText: "Bad Gateway" }), "Bad Gateway"],
  ])("becomes the SDK's error if it comes from Medusa itself: %s", async (_what, answer, message) => {
    const { client } = createClient(answer)
    const error = await client.store.cart.retrieve("cart_1").catch((thrown) => thrown)
    expect(error).toBeInstanceOf(FetchError)
    expect(error.message).toBe(message)
    expect(isCustomerRoleError(error)).toBe(false)
  })

  it("is reported to every listener until it unsubscribes", async () => {
    const { client } = createClient(() => refuse("verification_revoked", 403))
    const codes: string[] = []
    const end = client.onRefusal(({ code }) => codes.push(code))
    await client.quotes.list().catch(() => undefined)
    end()
    await client.quotes.list().catch(() => undefined)
    expect(codes).toEqual(["verification_revoked"])
  })
})

describe("A token that expires while the page is open", () => {
  const getToken = async ({ skipCache = false }: { skipCache?: boolean } = {}) => (skipCache ? "fresh" : "stale")

  it("is renewed once, and the request is repeated", async () => {
    const { client, sent } = createClient(
      ({ headers }) => (headers.get("authorization") === "Bearer fresh" ? Response.json({ quotes: [] }) : refuse("invalid_token", 401)),
      { getToken }
    )
    const told: string[] = []
    client.onRefusal(({ code }) => told.push(code))

    expect(await client.quotes.list()).toEqual({ quotes: [] })

    expect(sent.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer stale", "Bearer fresh"])
    expect(told).toEqual([])
  })

  it("fails the request if the renewed token is refused too", async () => {
    const { client, sent } = createClient(() => refuse("invalid_token", 401), { getToken })
    await expect(client.quotes.list()).rejects.toMatchObject({ code: "invalid_token", status: 401 })
    expect(sent).toHaveLength(2)
  })

  it.each([
    ["getToken returns the same token again", "invalid_token", { getToken: async () => "the same" }],
    ["the refusal is sign_in_replaced", "sign_in_replaced", { getToken }],
  ])("is not renewed if %s", async (_why, code, options) => {
    const { client, sent } = createClient(() => refuse(code, 401), options)
    await expect(client.quotes.list()).rejects.toMatchObject({ code })
    expect(sent).toHaveLength(1)
  })
})
