import { randomUUID } from "node:crypto"
import { existsSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { type PasswordCustomer, registerCustomer } from "../helpers/accounts"
import { GERMAN_ADDRESS } from "../helpers/catalogue"
import { eventually } from "../helpers/eventually"
import { type CallOptions, createHttpClient, type ErrorAnswer } from "../helpers/http"
import { samples } from "../helpers/sample-files"
import { readDuplicates } from "../model/end-state"
import { type AppProcess, succeeded } from "../setup/medusa-process"
import { openStockedShop, type ProcessShop } from "./shop"

const STOP_FILE = path.join(os.tmpdir(), `interrupted-${randomUUID()}-stop`)

/** Long enough for any machine: a server takes ten seconds to start on an idle one. */
const LIMIT_MS = 600_000

/** The steps that hand a password customer over to the Clerk user with the same address. */
const LINKING = [
  { after: "sync-role/ensure-auth-identity", complete: false },
  { after: "sync-role/record-sync", complete: false },
  { after: "sync-role/complete-link", complete: true },
]

/** The steps of a quote request with an idempotency key. */
const REQUESTING = [
  { after: "requests/begin", quotes: 0 },
  { after: "request-quote/store-requested-quote", quotes: 1 },
  { after: "requests/finish", quotes: 1 },
]

/** The steps of an erasure by the command; the second is in the middle of the transaction. */
const ERASING = [{ after: "close-role/align-group-membership" }, { after: "erased-persons/add" }]

const QUOTE = {
  items: [
    { sku: "BOLT-10", quantity: 1 },
    { sku: "NUT-20", quantity: 2 },
  ],
}

type QuoteAnswer = ErrorAnswer & { quote: { id: string; items: { sku: string }[] } }
type Registered = PasswordCustomer & { owner: string }

describe("A server that is killed", () => {
  let shop: ProcessShop
  let publishableKey = ""
  let said = ""
  const registered = new Map<string, Registered>()
  const erased = new Map<string, string>()
  let requester = ""

  const http = () =>
    createHttpClient(
      () => shop.url,
      () => publishableKey
    )
  const tokenOf = (id: string) => shop.clerk.mintToken(id)
  const business = async (): Promise<{ token: string; id: string; user: string }> => {
    const user = shop.clerk.users.create({
      email: `${randomUUID()}@example.com`,
      unsafe_metadata: { accountType: "business", company: "Cedar" },
    })
    const token = tokenOf(user.id)
    const { status, body } = await http().post<{ customer: { id: string } }>("/store/customers/sync-role", { token })
    expect(status).toBe(200)
    return { token, id: body.customer.id, user: user.id }
  }
  const request = (key: string) =>
    http().post<QuoteAnswer>("/store/quotes/request", { token: tokenOf(requester), body: QUOTE, headers: { "idempotency-key": key } })
  const signIn = (owner: string) =>
    http().post<{ customer: { id: string } } & ErrorAnswer>("/store/customers/sync-role", { token: tokenOf(owner) })

  /** Stops a workflow after a step, and returns the outcome of its caller. */
  const stopAfter = async <T>(step: string, begin: () => T): Promise<T> => {
    writeFileSync(STOP_FILE, step)
    const begun = begin()
    await eventually(() => expect(existsSync(STOP_FILE)).toBe(false), LIMIT_MS / 4)
    return begun
  }
  const interrupted = (answer: Promise<{ status: number }>): Promise<number | "interrupted"> =>
    answer.then(
      ({ status }) => status,
      () => "interrupted" as const
    )

  /** Registers a customer with a password, an address, a cart and a phone, whose email address belongs to a Clerk user. */
  const register = async (regionId: string): Promise<Registered> => {
    const customer = await registerCustomer(http())
    const calls: [string, CallOptions["body"]][] = [
      ["/store/customers/me", { phone: "+49 30 1234567" }],
      ["/store/customers/me/addresses", { ...GERMAN_ADDRESS, is_default_shipping: true }],
      ["/store/carts", { region_id: regionId }],
    ]
    for (const [path, body] of calls) {
      expect((await http().post(path, { token: customer.token, body })).status).toBe(200)
    }
    const owner = shop.clerk.users.create({ email: customer.email, first_name: "Ada" })
    return { ...customer, owner: owner.id }
  }
  const registeredAt = (after: string): Registered => {
    const found = registered.get(after)
    if (!found) {
      throw new Error(`Nobody has registered for ${after}.`)
    }
    return found
  }
  /** Returns the data of a customer who may be taken over. */
  const belongings = async ({ id }: { id: string }) => {
    const [found] = await shop.read(`
      SELECT c.phone IS NOT NULL AS phone,
        (SELECT count(*)::int FROM customer_address a WHERE a.customer_id = c.id AND a.deleted_at IS NULL) AS addresses,
        (SELECT count(*)::int FROM cart WHERE cart.customer_id = c.id AND cart.deleted_at IS NULL) AS carts,
        (SELECT count(*)::int FROM auth_identity i JOIN provider_identity p ON p.auth_identity_id = i.id
         WHERE i.app_metadata ->> 'customer_id' = c.id AND p.provider = 'emailpass') AS passwords
      FROM customer c WHERE c.id = '${id}'`)
    return found
  }
  const THEIRS = { phone: true, addresses: 1, carts: 1, passwords: 1 }
  const HANDED_OVER = { phone: false, addresses: 0, carts: 0, passwords: 0 }

  beforeAll(async () => {
    shop = await openStockedShop("interrupted", { STOP_FILE })
    const [key] = await shop.read<{ token: string }>("SELECT token FROM api_key WHERE type = 'publishable' AND title = 'Web shop'")
    const [region] = await shop.read<{ id: string }>("SELECT id FROM region")
    publishableKey = key.token
    await shop.start()
    said = shop.output()
    requester = (await business()).user
    for (const { after } of LINKING) {
      registered.set(after, await register(region.id))
    }
    for (const { after } of ERASING) {
      const { id, token } = await business()
      expect((await http().post("/store/quotes/request", { token, body: QUOTE })).status).toBe(201)
      erased.set(after, id)
    }
  }, LIMIT_MS)
  afterAll(async () => {
    await shop?.close()
    rmSync(STOP_FILE, { force: true })
  })

  it("reports at its start that private files would be public, and accepts none", async () => {
    expect(said).toMatch(
      /quotes accept no files, because anyone could download them: Medusa serves .*static\. Set the option private_upload_dir of /
    )

    const { body } = await request("with-file")
    const form = new FormData()
    form.append("text", "See attached.")
    form.append("files", new Blob([samples.pdf]), "drawing.pdf")
    expect(await http().post(`/store/quotes/${body.quote.id}/messages`, { token: tokenOf(requester), rawBody: form })).toMatchObject({
      status: 400,
      body: { code: "invalid_request", message: "This shop accepts no files. Send the message without them." },
    })
  })

  it(
    "leaves links, requests and erasures that finish completely when repeated",
    async () => {
      const answers: Promise<number | "interrupted">[] = []
      for (const { after } of LINKING) {
        answers.push(...(await stopAfter(after, () => [interrupted(signIn(registeredAt(after).owner))])))
      }
      for (const { after } of REQUESTING) {
        answers.push(...(await stopAfter(after, () => [interrupted(request(after))])))
      }
      const erasures: AppProcess[] = []
      for (const [after, id] of erased) {
        erasures.push(await stopAfter(after, () => shop.command("erase", id, "--force")))
      }
      await Promise.all([shop.kill(), ...erasures.map((erasure) => erasure.kill())])
      expect(await Promise.all(answers)).toEqual(answers.map(() => "interrupted"))

      for (const { after, complete } of LINKING) {
        expect({ after, has: await belongings(registeredAt(after)) }).toEqual({ after, has: complete ? HANDED_OVER : THEIRS })
      }
      for (const [after, id] of erased) {
        const [kept] = await shop.read(`
        SELECT (SELECT count(*)::int FROM customer_meta WHERE customer_id = '${id}') AS records,
          (SELECT count(*)::int FROM quote q JOIN quote_item i ON i.quote_id = q.id WHERE q.customer_id = '${id}') AS lines`)
        expect({ after, kept }).toEqual({ after, kept: { records: 1, lines: 2 } })
      }
      expect(await shop.read("SELECT 1 FROM erased_person")).toEqual([])

      // Ends the leases.
      await shop.read("UPDATE idempotent_request SET leased_until = now() - interval '1 second' WHERE status = 'running'")
      await shop.start()

      for (const { after } of LINKING) {
        const { id, owner, token } = registeredAt(after)
        const { status, body } = await signIn(owner)
        expect({ after, status, id: body.customer.id, has: await belongings({ id }) }).toEqual({ after, status: 200, id, has: HANDED_OVER })
        expect(await http().get("/store/customers/me", { token })).toMatchObject({ status: 401, body: { code: "sign_in_replaced" } })
      }
      expect(await shop.read("SELECT customer_id FROM customer_meta WHERE link_pending")).toEqual([])
      expect(await shop.read("SELECT customer_id FROM customer_set_aside")).toHaveLength(LINKING.length)

      for (const { after, quotes } of REQUESTING) {
        const { status, body } = await request(after)
        expect({ after, status, skus: body.quote.items.map(({ sku }) => sku) }).toEqual({
          after,
          status: quotes ? 200 : 201,
          skus: ["BOLT-10", "NUT-20"],
        })
        expect(await request(after)).toMatchObject({ status: 200, body: { quote: { id: body.quote.id } } })
      }
      const [{ of }] = await shop.read<{ of: number }>(
        `SELECT count(*)::int AS of FROM quote q JOIN customer_meta m ON m.customer_id = q.customer_id WHERE m.clerk_user_id = '${requester}'`
      )
      // Includes the one from the previous test.
      expect(of).toBe(REQUESTING.length + 1)

      await Promise.all([...erased.values()].map((id) => succeeded(shop.command("erase", id, "--force"))))
      for (const id of erased.values()) {
        expect(
          await shop.read(`SELECT id FROM customer_meta WHERE customer_id = '${id}' UNION SELECT id FROM quote WHERE customer_id = '${id}'`)
        ).toEqual([])
      }
      expect(await shop.read("SELECT id FROM customer_role_event WHERE type = 'erased'")).toHaveLength(ERASING.length)
      // Erased customers have no record in Medusa.
      expect((await readDuplicates(shop.read)).filter((line) => !line.startsWith("without a record"))).toEqual([])
    },
    LIMIT_MS
  )
})
