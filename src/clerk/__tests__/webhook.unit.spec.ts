import { type ClerkStandIn, startClerkStandIn, type WebhookMessage } from "clerk-stand-in"
import { verifyWebhook } from "../webhook"

const OTHER_SECRET = `whsec_${Buffer.from("another endpoint's secret").toString("base64")}`
const MINUTE = 60

let clerk: ClerkStandIn

beforeAll(async () => {
  clerk = await startClerkStandIn({ users: [{ id: "user_ada", email: "ada@example.com" }] })
})

afterAll(() => clerk.close())

const now = () => Math.floor(Date.now() / 1000)
const verify = ({ headers, body }: WebhookMessage, changes: Record<string, string | string[] | undefined> = {}, raw = Buffer.from(body)) =>
  verifyWebhook({ ...headers, ...changes }, raw, clerk.webhookSigningSecret)
const updated = (options?: Parameters<ClerkStandIn["webhooks"]["build"]>[2]) =>
  clerk.webhooks.build("user.updated", clerk.users.get("user_ada"), options)
const signed = (body: string): WebhookMessage => ({ body, headers: clerk.webhooks.sign(body) })

describe("verifyWebhook", () => {
  it("returns the event and the id of its delivery", async () => {
    const { svix_id, event } = await verify(updated({ id: "msg_1" }))
    expect(svix_id).toBe("msg_1")
    expect(event).toMatchObject({ type: "user.updated", data: { id: "user_ada" } })
  })

  it("returns a deletion", async () => {
    const { event } = await verify(clerk.webhooks.build("user.deleted", { id: "user_ada", object: "user", deleted: true }))
    expect(event).toMatchObject({ type: "user.deleted", data: { id: "user_ada", deleted: true } })
  })

  it("accepts one good signature among several, as during a rotation of the secret", async () => {
    const message = updated()
    const other = updated({ secret: OTHER_SECRET }).headers["svix-signature"]
    await expect(verify(message, { "svix-signature": `${other} ${message.headers["svix-signature"]}` })).resolves.toBeDefined()
  })

  it("accepts a delivery a few minutes old, with the same id", async () => {
    const message = updated({ id: "msg_2", timestamp: now() - 4 * MINUTE })
    await expect(verify(message)).resolves.toMatchObject({ svix_id: "msg_2" })
    await expect(verify(message)).resolves.toMatchObject({ svix_id: "msg_2" })
  })

  it.each(["svix-id", "svix-timestamp", "svix-signature"])(
    "refuses a delivery without %s, with an empty one, or with two",
    async (name) => {
      const message = updated()
      for (const value of [undefined, "", [message.headers[name], message.headers[name]]]) {
        await expect(verify(message, { [name]: value })).rejects.toMatchObject({ code: "invalid_signature", status: 401 })
      }
    }
  )

  it.each<[string, () => Promise<unknown>]>([
    ["the signature of another secret", () => verify(updated({ secret: OTHER_SECRET }))],
    ["a made-up signature", () => verify(updated(), { "svix-signature": "v1,AAAA" })],
    ["a signature that is not base64", () => verify(updated(), { "svix-signature": "v1,é" })],
    [
      "a signature of an unknown version",
      () => verify(updated(), { "svix-signature": updated().headers["svix-signature"].replace("v1,", "v9,") }),
    ],
    ["a timestamp six minutes old", () => verify(updated({ timestamp: now() - 6 * MINUTE }))],
    ["a timestamp six minutes ahead", () => verify(updated({ timestamp: now() + 6 * MINUTE }))],
    [
      "a fresh timestamp on an old signature",
      () => verify(updated({ timestamp: now() - 60 * MINUTE }), { "svix-timestamp": String(now()) }),
    ],
    ["a timestamp that is not a number", () => verify(updated(), { "svix-timestamp": "now" })],
    ["another id than the signed one", () => verify(updated(), { "svix-id": "msg_other" })],
    ["a changed body", () => verify(updated(), {}, Buffer.from(updated().body.replace("user_ada", "user_eve")))],
    ["an empty body", () => verify(updated(), {}, Buffer.alloc(0))],
    ["a body of random bytes", () => verify(updated(), {}, Buffer.from([0xff, 0xfe, 0x00, 0x80]))],
    ["a header that HTTP does not allow", () => verify(updated(), { "svix-id": "msg\u0001\n" })],
  ])("refuses %s with invalid_signature", async (_case, attempt) => {
    await expect(attempt()).rejects.toMatchObject({ code: "invalid_signature", status: 401 })
  })

  it("refuses broken JSON under a wrong signature with invalid_signature, without parsing it", async () => {
    const body = "{"
    await expect(verify({ body, headers: clerk.webhooks.sign(body, { secret: OTHER_SECRET }) })).rejects.toMatchObject({
      code: "invalid_signature",
    })
  })

  it.each(["{", "null", "", "5", "[]", "{}", '"user.updated"', '{"type":5,"data":{}}'])(
    "refuses the signed body %j, which is not an event, with invalid_request",
    async (body) => {
      await expect(verify(signed(body))).rejects.toMatchObject({ code: "invalid_request", status: 400 })
    }
  )
})
