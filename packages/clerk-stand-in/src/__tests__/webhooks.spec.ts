import { verifyWebhook } from "@clerk/backend/webhooks"

import { type ClerkStandIn, generateKeys, startClerkStandIn } from "../index"
import { type ReceivedWebhook, startWebhookReceiver, type WebhookReceiver } from "./helpers/webhook-receiver"

const keys = generateKeys()

describe("webhooks", () => {
  let clerk: ClerkStandIn
  let receiver: WebhookReceiver
  let lines: string[]

  const start = async (statuses: number[] = []) => {
    lines = []
    receiver = await startWebhookReceiver(statuses)
    clerk = await startClerkStandIn({ keys, webhook: { url: receiver.url }, log: (line) => lines.push(line) })
  }

  afterEach(() => Promise.all([clerk.close(), receiver.close()]))

  const verify = ({ body, headers }: ReceivedWebhook, signingSecret = clerk.webhookSigningSecret) =>
    verifyWebhook(new Request("http://shop.test/hooks/clerk", { method: "POST", body, headers }), { signingSecret })

  it("sends user.created, user.updated and user.deleted, each signed and with an id of its own", async () => {
    await start()
    const { id } = clerk.users.create({ email: "ada@example.com", unsafe_metadata: { accountType: "business" } })
    await clerk.webhooks.idle()
    const banned = clerk.users.ban(id)
    await clerk.webhooks.idle()
    clerk.users.delete(id)
    await clerk.webhooks.idle()

    const events = await Promise.all(receiver.received.map((webhook) => verify(webhook)))
    expect(events).toMatchObject([
      {
        object: "event",
        type: "user.created",
        instance_id: keys.kid,
        data: { id, unsafe_metadata: { accountType: "business" } },
      },
      { type: "user.updated", timestamp: expect.any(Number), event_attributes: { http_request: expect.anything() } },
      { type: "user.deleted" },
    ])
    expect(events[1]?.data).toEqual(banned)
    expect(events[2]?.data).toEqual({ id, object: "user", deleted: true })
    expect(new Set(receiver.received.map(({ headers }) => headers["svix-id"])).size).toBe(3)
  })

  it("sends what the Backend API changes, and nothing for users it starts with", async () => {
    receiver = await startWebhookReceiver()
    clerk = await startClerkStandIn({ keys, webhook: { url: receiver.url }, users: [{ id: "user_a" }] })
    const authorization = `Bearer ${clerk.secretKey}`
    await fetch(`${clerk.apiUrl}/v1/users/user_a/ban`, { method: "POST", headers: { authorization } })
    await clerk.webhooks.idle()
    const events = await Promise.all(receiver.received.map((webhook) => verify(webhook)))
    expect(events).toMatchObject([{ type: "user.updated", data: { id: "user_a", banned: true } }])
  })

  it.each(["ended", "removed", "revoked"] as const)("sends session.%s where a minted token's session ends so", async (how) => {
    await start()
    clerk.mintToken("user_ada", { sid: "sess_ada" })
    const session = clerk.sessions.end("sess_ada", how)
    await clerk.webhooks.idle()
    const events = await Promise.all(receiver.received.map((webhook) => verify(webhook)))
    expect(events).toMatchObject([{ type: `session.${how}`, data: { id: "sess_ada", user_id: "user_ada", status: how } }])
    expect(session.status).toBe(how)
    expect(() => clerk.sessions.end("sess_ada")).toThrow()
  })

  it("is rejected by the SDK when tampered with, stale, or signed with another secret", async () => {
    await start()
    const good = clerk.webhooks.build("user.updated", { id: "user_a" })
    await expect(verify(good)).resolves.toMatchObject({ type: "user.updated", data: { id: "user_a" } })

    const tampered = { ...good, body: good.body.replace("user_a", "user_b") }
    await expect(verify(tampered)).rejects.toThrow(/Unable to verify/)
    const foreign = clerk.webhooks.build("user.updated", { id: "user_a" }, { secret: "whsec_b3RoZXIgc2VjcmV0" })
    await expect(verify(foreign)).rejects.toThrow(/Unable to verify/)
    const stale = clerk.webhooks.build("user.updated", {}, { timestamp: Math.floor(Date.now() / 1000) - 600 })
    await expect(verify(stale)).rejects.toThrow(/too old/)
    const unsigned = { body: good.body, headers: {} }
    await expect(verify(unsigned)).rejects.toThrow(/Missing required webhook headers/)
  })

  it("signs a body of one's own", async () => {
    await start()
    const body = "not json"
    const headers = clerk.webhooks.sign(body, { id: "msg_1", timestamp: 1_700_000_000 })
    expect(headers).toMatchObject({ "svix-id": "msg_1", "svix-timestamp": "1700000000" })
    expect(headers["svix-signature"]).toMatch(/^v1,.{44}$/)
  })

  it("retries under the same id until the receiver takes it", async () => {
    await start([500, 503])
    clerk.users.create({ id: "user_a" })
    await clerk.webhooks.idle()
    expect(receiver.received).toHaveLength(3)
    expect(new Set(receiver.received.map(({ headers }) => headers["svix-id"])).size).toBe(1)
    await expect(verify(receiver.received[2]!)).resolves.toMatchObject({ type: "user.created" })
    expect(lines.map((line) => line.split(" ").at(-1))).toEqual(["500", "503", "200"])
  })

  it("gives up after four attempts and says so", async () => {
    await start([500, 500, 500, 500])
    clerk.users.create({ id: "user_a" })
    await clerk.webhooks.idle()
    expect(receiver.received).toHaveLength(4)
    expect(lines.at(-1)).toMatch(/^webhook user\.created msg_\w+ given up after 4 attempts$/)
  })

  it("sends nowhere without a target, and elsewhere once one is set", async () => {
    await start()
    clerk.webhooks.setTarget(null)
    clerk.users.create({ id: "user_a" })
    await clerk.webhooks.idle()
    expect(receiver.received).toHaveLength(0)
    await expect(clerk.webhooks.deliver("user.updated", {})).rejects.toThrow("no webhook url is set")

    clerk.webhooks.setTarget(receiver.url)
    clerk.users.ban("user_a")
    await clerk.webhooks.idle()
    expect(receiver.received).toHaveLength(1)
  })

  it("delivers one event on demand, once, with a given id, and gives the answer", async () => {
    await start([409])
    const response = await clerk.webhooks.deliver("session.created", { id: "sess_1" }, { id: "msg_twice" })
    expect(response.status).toBe(409)
    expect(receiver.received.map(({ headers }) => headers["svix-id"])).toEqual(["msg_twice"])
  })

  it("gives up what is pending when closed", async () => {
    await start(Array.from({ length: 10 }, () => 500))
    clerk.users.create({ id: "user_a" })
    await clerk.close()
    await clerk.webhooks.idle()
    expect(receiver.received.length).toBeLessThan(4)
  })
})
