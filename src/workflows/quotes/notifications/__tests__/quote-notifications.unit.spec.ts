import { readFileSync } from "node:fs"
import { fromRoot } from "../../../../../scripts/paths"
import type {
  QuoteActorType,
  QuoteAuthor,
  QuoteEventRecord,
  QuoteEventType,
  QuoteMessageRecord,
  QuoteRecord,
  QuoteStatus,
} from "../../../../modules/quote/types"
import { parsePluginOptions } from "../../../../options"
import { MOST_AN_HOUR, type QuoteNotice, quoteNotifications, type QuoteNotificationSource } from "../quote-notifications"

const { notifications: defaults } = parsePluginOptions({ clerk: { secretKey: "sk_test", authorizedParties: ["https://shop.example"] } })
const options = { ...defaults, shop: ["office@shop.example"] }

const AT = new Date("2026-11-28T08:00:00Z")
const TOMORROW = new Date(Date.now() + 86_400_000)

const message = (id: string, author: QuoteAuthor, text: string): QuoteMessageRecord => ({
  id,
  author,
  author_id: null,
  text,
  item_id: null,
  attachments: [],
  created_at: AT,
})

const item = (unit_price: number): QuoteRecord["items"][number] => ({
  id: "quoitm_1",
  position: 0,
  variant_id: "variant_1",
  sku: "BOLT-10",
  title: "Bolts",
  variant_title: null,
  quantity: 2,
  list_unit_price: 10,
  unit_price,
  target_unit_price: null,
  is_tax_inclusive: false,
  note: null,
})

const quoteIn = (status: QuoteStatus, changes: Partial<QuoteRecord> = {}): QuoteRecord => ({
  id: "quo_1",
  number: "Q-000123",
  customer_id: "cus_1",
  status,
  revision: 1,
  currency_code: "eur",
  decimal_digits: 2,
  region_id: null,
  sales_channel_id: null,
  cart_id: null,
  company_name: "Cedar GmbH",
  tax_id: "DE123456789",
  valid_until: TOMORROW,
  draft_valid_until: null,
  internal_note: "A hard bargainer",
  order_id: null,
  accepting_id: null,
  waiting_since: null,
  timeline: [],
  created_at: AT,
  updated_at: AT,
  items: [item(3.21)],
  offer: {
    id: "quorev_1",
    revision: 1,
    company_name: "Cedar GmbH",
    tax_id: "DE123456789",
    valid_until: TOMORROW,
    total: 1234.5,
    message: "Our best offer",
    created_at: AT,
    items: [item(617.25)],
  },
  messages: [message("quomsg_1", "customer", "For our new plant")],
  ...changes,
})

const entry = (
  type: QuoteEventType,
  { actor_type = "customer", revision = 1, note = null }: { actor_type?: QuoteActorType; revision?: number; note?: string | null } = {}
): QuoteEventRecord => ({
  id: `quoevt_${type}_${revision}`,
  type,
  actor_type,
  actor_id: null,
  impersonator_id: null,
  from_status: null,
  to_status: "requested",
  revision,
  note,
  created_at: AT,
})

const notifyOf = (notice: QuoteNotice, quote: QuoteRecord, timeline: QuoteEventRecord[], changes: Partial<QuoteNotificationSource> = {}) =>
  quoteNotifications(
    notice,
    {
      quote: { ...quote, timeline },
      customer: { id: "cus_1", email: "mara@cedar.example", first_name: "Mara", last_name: "Lindner" },
      store_name: "Cedar",
      admin_url: "https://shop.example/app/customers/cus_1",
      earlier: 0,
      ...changes,
    },
    options
  )

const SHOP = ["email office@shop.example", "feed "]
const CUSTOMER = ["email mara@cedar.example"]

const recipients = (notifications: ReturnType<typeof notifyOf>): string[] => notifications.map(({ channel, to }) => `${channel} ${to}`)

describe("quoteNotifications", () => {
  it.each<[QuoteNotice, QuoteStatus, QuoteEventType, QuoteActorType, string[]]>([
    ["renegotiated", "requested", "renegotiated", "customer", SHOP],
    ["declined", "declined", "declined", "customer", SHOP],
    ["cancelled", "cancelled", "cancelled", "customer", SHOP],
    ["accepted", "accepted", "accepted", "customer", [...SHOP, ...CUSTOMER]],
    ["accepted", "accepted", "accepted", "system", [...SHOP, ...CUSTOMER]],
    ["sent", "sent", "sent", "admin", CUSTOMER],
    ["sent", "sent", "sent", "api_key", CUSTOMER],
    ["expiring", "sent", "reminded", "system", CUSTOMER],
    ["expired", "expired", "expired", "system", CUSTOMER],
    ["rejected", "rejected", "rejected", "admin", CUSTOMER],
    ["cancelled", "cancelled", "cancelled", "system", []],
  ])("notifies the right side of %s (status %s, entry %s by %s)", (notice, status, type, actor_type, expected) => {
    const sent = notifyOf(notice, quoteIn(status), [entry("sent", { actor_type: "admin" }), entry(type, { actor_type })])

    expect(recipients(sent)).toEqual(expected)
    expect(sent.filter(({ channel }) => channel === "email").map(({ template }) => template)).toEqual(
      expected.filter((recipient) => recipient.startsWith("email")).map(() => `quote-${notice}`)
    )
    expect(new Set(sent.map(({ idempotency_key }) => idempotency_key)).size).toBe(sent.length)
  })

  it.each<[QuoteActorType, string[]]>([
    ["customer", SHOP],
    ["admin", []],
    ["api_key", []],
  ])("notifies the shop of requests by the customer only: %s", (actor_type, expected) => {
    const quote = quoteIn("requested", { revision: 0, valid_until: null })

    expect(recipients(notifyOf("requested", quote, [entry("requested", { actor_type, revision: 0 })]))).toEqual(expected)
  })

  it.each<[QuoteAuthor, string[]]>([
    ["customer", SHOP],
    ["admin", CUSTOMER],
    ["system", []],
  ])("notifies the other side of a message by the %s in any state", (author, expected) => {
    const messages = [message("quomsg_1", "customer", "First"), message("quomsg_2", author, "Second")]
    const sent = notifyOf("message", quoteIn("declined", { messages }), [], { message_id: "quomsg_2" })

    expect(recipients(sent)).toEqual(expected)
    expect(sent.filter(({ channel }) => channel === "email").map(({ data }) => data?.message)).toEqual(
      expected.slice(0, 1).map(() => ({ text: "Second", author, attachment_count: 0 }))
    )
  })

  it("notifies nobody of a message that the quote does not have", () => {
    expect(notifyOf("message", quoteIn("sent"), [], { message_id: "quomsg_none" })).toEqual([])
    expect(notifyOf("message", quoteIn("sent"), [])).toEqual([])
  })

  it.each<[QuoteNotice, string]>([
    ["requested", "requested"],
    ["sent", "cancelled"],
    ["expiring", "accepted"],
    ["expired", "requested"],
    ["renegotiated", "sent"],
  ])("notifies nobody of %s after the quote has moved on to %s", (notice, status) => {
    const timeline = [entry("requested", { revision: 0 }), entry("sent"), entry("reminded"), entry("expired"), entry("renegotiated")]
    const moved = status === "sent" || status === "requested" ? 2 : 1

    expect(notifyOf(notice, quoteIn(status as QuoteStatus, { revision: moved }), timeline)).toEqual([])
  })

  it.each<QuoteNotice>(["sent", "expiring"])("notifies nobody of %s after the offer has lapsed", (notice) => {
    const quote = quoteIn("sent", { valid_until: new Date(Date.now() - 1) })

    expect(notifyOf(notice, quote, [entry("sent", { actor_type: "admin" }), entry("reminded", { actor_type: "system" })])).toEqual([])
  })

  it("has one key per revision", () => {
    const timeline = [entry("sent", { revision: 1 }), entry("sent", { revision: 2 })]
    const [[first], [same], [second]] = [1, 1, 2].map((revision) => notifyOf("sent", quoteIn("sent", { revision }), timeline))

    expect(same.idempotency_key).toBe(first.idempotency_key)
    expect(second.idempotency_key).not.toBe(first.idempotency_key)
  })

  it.each<[QuoteNotice, QuoteStatus]>([
    ["cancelled", "cancelled"],
    ["requested", "requested"],
  ])("limits the notifications to the shop per customer and hour: %s", (notice, status) => {
    const quote = quoteIn(status, { revision: 0, valid_until: null })
    const timeline = [entry(status as QuoteEventType, { revision: 0 })]

    expect(notifyOf(notice, quote, timeline, { earlier: MOST_AN_HOUR - 1 })).toHaveLength(2)
    expect(notifyOf(notice, quote, timeline, { earlier: MOST_AN_HOUR })).toEqual([])
  })

  it("passes the documented data, and no internal data to customers", () => {
    const page = readFileSync(fromRoot("docs/notifications.md"), "utf8")
    const [example] = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => JSON.parse(json)).filter(({ quote }) => quote)
    const [{ data }] = notifyOf("sent", quoteIn("sent"), [entry("sent", { actor_type: "admin" })])

    const fieldsOf = (value: unknown) =>
      JSON.parse(JSON.stringify(value), (key, part) => (["", "customer", "quote", "message"].includes(key) ? part : "there"))
    expect(fieldsOf(data)).toEqual(fieldsOf(example))
    expect(data).toMatchObject({ quote: { total: 1234.5, total_formatted: "EUR 1,234.50" }, recipient: "customer", admin_url: null })
    expect(JSON.stringify(data)).not.toMatch(/bargainer|3\.21/)
  })

  it.each([
    ["jpy", 0, "JPY 1,235"],
    ["kwd", 3, "KWD 1,234.500"],
    ["points", 2, "POINTS 1,234.50"],
  ])("formats totals with the decimals of the currency: %s", (currency_code, decimal_digits, total_formatted) => {
    const [{ data }] = notifyOf("sent", quoteIn("sent", { currency_code, decimal_digits }), [entry("sent", { actor_type: "admin" })])

    expect(data).toMatchObject({ quote: { total_formatted } })
  })

  it("contains the message or reason of the change", () => {
    const sent = notifyOf("sent", quoteIn("sent"), [entry("sent", { actor_type: "admin" })])
    const silent = notifyOf("sent", quoteIn("sent", { offer: { ...quoteIn("sent").offer, message: null } }), [
      entry("sent", { actor_type: "admin" }),
    ])
    const asked = notifyOf("requested", quoteIn("requested", { revision: 0 }), [entry("requested", { revision: 0 })])
    const again = notifyOf("renegotiated", quoteIn("requested"), [entry("renegotiated", { note: "Five per cent less?" })])
    const declined = notifyOf("declined", quoteIn("declined"), [entry("declined", { note: "Too dear" })])

    expect([sent, silent, asked, again, declined].map(([{ data }]) => [data?.message, data?.reason])).toEqual([
      [{ text: "Our best offer", author: "admin", attachment_count: 0 }, null],
      [null, null],
      [{ text: "For our new plant", author: "customer", attachment_count: 0 }, null],
      [{ text: "Five per cent less?", author: "customer", attachment_count: 0 }, null],
      [null, "Too dear"],
    ])
  })

  it("names number, total and customer in the admin feed", () => {
    const [, feed] = notifyOf("declined", quoteIn("declined"), [entry("declined")])

    expect(feed).toMatchObject({
      resource_type: "quote",
      resource_id: "quo_1",
      data: { title: "Quote declined", description: "Q-000123, EUR 1,234.50: Cedar GmbH (mara@cedar.example)" },
    })
  })

  it("sends nothing through a channel that is off", () => {
    const sent = quoteNotifications(
      "accepted",
      {
        quote: quoteIn("accepted", { timeline: [entry("accepted")] }),
        customer: { id: "cus_1", email: "mara@cedar.example", first_name: null, last_name: null },
        store_name: null,
        admin_url: null,
        earlier: 0,
      },
      { ...options, channel: false }
    )

    expect(recipients(sent)).toEqual(["feed "])
  })
})
