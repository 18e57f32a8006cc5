import { createConnection } from "node:net"
import { describeShop } from "../helpers/shop"

/** Far longer than any of these requests takes. */
const PATIENCE_MS = 20_000

const ODD_QUERIES = [
  "fields[]=id",
  "fields[a]=id",
  "fields=__proto__",
  "fields=%00",
  "__proto__[x]=1",
  "constructor[prototype][x]=1",
  "limit[]=1",
  "offset=x",
  "order[]=a",
  `q=${"x".repeat(8_000)}`,
  "%00=1",
  "a%5b%5d%5b%5d=%5d",
]

const INVALID = { status: 400, body: { type: "invalid_data", code: "invalid_request", message: expect.any(String) } }
const NO_TOKEN = { status: 401, body: { type: "unauthorized", code: "invalid_token", message: expect.any(String) } }

describeShop("The check in front of Medusa's own middlewares", {}, (shop) => {
  /** Writes the request to a socket, because `fetch` would normalize it. */
  const raw = (path: string, headers: Record<string, string | string[]> = {}): Promise<{ status: number; body: unknown; text: string }> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(shop.baseUrl)
      const socket = createConnection(Number(port), hostname)
      let text = ""
      socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error(`No answer to ${path.slice(0, 80)}`)))
      socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk))
      socket.on("error", reject)
      socket.on("end", () => {
        const [head, body] = text.split("\r\n\r\n")
        resolve({ status: Number(head.split(" ")[1]), body: parsed(body), text })
      })
      const all: Record<string, string | string[]> = {
        host: "shop",
        connection: "close",
        "x-publishable-api-key": shop.publishableKey,
        ...headers,
      }
      const lines = Object.entries(all).flatMap(([name, values]) => [values].flat().map((value) => `${name}: ${value}`))
      socket.write(`GET ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`)
    })

  it.each([
    ["twice", "locale=a&locale=b"],
    ["as a list", "locale[]=en"],
    ["as an encoded list", "locale%5B%5D=en"],
    ["as an object", "locale[a]=en"],
    ["with a NUL", "locale=%00"],
    ["that is too long", `locale=${"e".repeat(300)}`],
  ])("answers 400 to a locale that comes %s", async (_how, query) => {
    for (const path of [
      "/store/products",
      "/store/customers/me",
      "/store/nowhere",
      "/STORE/products",
      "/store/orders/create-bulk/template.csv",
    ]) {
      expect({ path, ...(await raw(`${path}?${query}`)) }).toMatchObject({ path, ...INVALID })
    }
  })

  it("accepts a valid locale", async () => {
    expect((await raw("/store/products?locale=en-US&limit=1")).status).toBe(200)
    expect((await raw("/store/products?limit=1", { "x-medusa-locale": "de-DE" })).status).toBe(200)
    expect((await raw("/store/products?limit=1", { "x-medusa-locale": ["de-DE", "en-US"] })).status).toBe(200)
  })

  it("refuses a credential that is too long to parse, on every route", async () => {
    for (const credential of ["x".repeat(15_000), `Bearer ${"x".repeat(15_000)}`, `${"x".repeat(7_000)}\u00a0`]) {
      for (const path of [
        "/store/products",
        "/store/nowhere",
        "/admin/customers/business",
        "/admin/products",
        "/auth/customer/emailpass",
        "/auth/session",
        "/nowhere",
        "/hooks/clerk",
      ]) {
        expect({ path, ...(await raw(path, { authorization: credential })) }).toMatchObject({ path, ...NO_TOKEN })
      }
    }
  })

  it("accepts a token of normal length", async () => {
    const user = shop.clerkUser({ first_name: "Ada" })
    expect((await shop.get("/store/customers/me", { token: shop.tokenOf(user) })).status).toBe(200)
    expect(await raw("/store/customers/me", { authorization: `Bearer ${"x".repeat(4_000)}` })).toMatchObject({ status: 401 })
  })

  it.each([
    "/store/products/%E0%A4%A",
    "/store/quotes/%",
    "/admin/customers/%E0%A4%A/role",
    "/admin/quotes/%ZZ",
    "/admin/products/%",
    "/auth/customer/%E0",
  ])("answers 400 to a malformed path: %s", async (path) => {
    expect(await raw(path)).toMatchObject(INVALID)
  })

  it("answers 400 to list indices that would block the process", async () => {
    for (const path of ["/store/products", "/admin/customers/business", "/auth/session", "/nowhere"]) {
      expect({ path, ...(await raw(`${path}?id[999999999]=x`)) }).toMatchObject({ path, ...INVALID })
      expect({ path, ...(await raw(`${path}?id%5B%39%39%39%39%39%39%39%39%39%5D=x`)) }).toMatchObject({ path, ...INVALID })
    }
    expect((await raw("/health?id[999999999]=x")).status).toBe(200)
    expect(
      (await raw(`/store/products?${Array.from({ length: 100 }, (_, number) => `id[${number}]=prod_${number}`).join("&")}`)).status
    ).toBe(200)
  })

  it("sends CORS headers with the refusal, so that browsers can read it", async () => {
    const { text } = await raw("/store/products?locale=a&locale=b", { origin: "http://localhost:8000" })
    expect(text.toLowerCase()).toContain("access-control-allow-origin: http://localhost:8000")
  })

  it("answers every generated query on the plugin's routes", async () => {
    const { token } = await shop.synced()
    const { token: admin } = shop.admin
    for (const query of ODD_QUERIES) {
      for (const [path, credential] of [
        ["/store/quotes", token],
        ["/store/customers/sync-role/me", token],
        ["/store/orders/create-bulk/template.csv", token],
        ["/admin/customers/business", admin],
        ["/admin/quotes", admin],
        ["/admin/orders/bulk", admin],
        ["/admin/customer-role/statistics", admin],
      ]) {
        const { status } = await raw(`${path}?${query}`, { authorization: `Bearer ${credential}` })
        expect({ path, query, status: status < 500 ? "answered" : status }).toEqual({ path, query, status: "answered" })
      }
    }
  })
})

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1))
  } catch {
    return text
  }
}
