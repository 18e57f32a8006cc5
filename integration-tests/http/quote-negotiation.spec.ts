import fc from "fast-check"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { GERMAN_ADDRESS } from "../helpers/catalogue"
import { isLong } from "../helpers/long"
import { quotesOf } from "../helpers/quotes"
import { describeShop, type SyncedCustomer } from "../helpers/shop"
import { endOffer, changeBuyerCompany } from "../helpers/written-states"
import { type Move, move, negotiations, newQuote, type QuoteModel, revisionOf } from "../model/quote-negotiation"

type Transitions = typeof import("../../src/modules/quote/transitions")

/** The number of negotiations beside the examples; many more in `npm run test:long`. */
const RUNS = isLong() ? 60 : 16
const QUANTITY = 3
const SKU = "MADE-1"
const LIST_PRICE = 7

const customer = <T extends "decline" | "cancel" | "renegotiate">(does: T) => ({ who: "customer", does }) as const
const shopDoes = <T extends "send" | "reject">(does: T) => ({ who: "shop", does }) as const
const SEND = shopDoes("send")
const ACCEPT = { who: "customer", does: "accept", revision: "last" } as const
const PASS = { who: "time", does: "pass" } as const
const EXPIRE = { who: "time", does: "expire" } as const

/** Together these negotiations cover every pair of statuses. */
const EXAMPLES: Move[][] = [
  [SEND, SEND, { ...ACCEPT, revision: "earlier" }, customer("renegotiate"), ACCEPT, SEND, ACCEPT, ACCEPT],
  [SEND, PASS, ACCEPT, EXPIRE, ACCEPT, customer("renegotiate"), SEND, customer("decline"), SEND],
  [customer("cancel"), customer("cancel")],
  [SEND, customer("cancel"), ACCEPT],
  [shopDoes("reject"), SEND],
  [SEND, shopDoes("reject"), customer("renegotiate")],
]

type Answered = { status: number; code?: string }
type AdminQuote = { status: string; revision: number; items: { id: string; unit_price: number }[]; total: number }

describeShop("Random negotiations", { catalogue: true }, (shop) => {
  const quotes = quotesOf(shop)
  const { allowedPairs } = fromBuiltPlugin<Transitions>("modules/quote/transitions")
  /** The pairs of statuses that occurred. */
  const reached = new Set<string>()

  const post = async (path: string, token: string, body: Record<string, unknown>): Promise<Answered> => {
    const { status, body: answer } = await shop.post(path, { token, body })
    return { status, ...(answer.code ? { code: answer.code } : {}) }
  }
  const moveTo = async ({ id }: SyncedCustomer, company: string): Promise<Answered> => {
    await changeBuyerCompany(shop, id, company)
    return { status: 200 }
  }
  const adminQuoteOf = async (id: string): Promise<AdminQuote> =>
    (await shop.get<{ quote: AdminQuote }>(`/admin/quotes/${id}`, { token: shop.admin.token })).body.quote

  const make = async (id: string, made: Move, quote: QuoteModel, own: SyncedCustomer, other: SyncedCustomer): Promise<Answered> => {
    const { token } = made.who === "shop" ? shop.admin : made.who === "another customer" ? other : own
    const path = made.who === "shop" ? `/admin/quotes/${id}` : `/store/quotes/${id}`
    switch (made.does) {
      case "read": {
        const { status, body } = await shop.get(path, { token })
        return { status, ...(body.code ? { code: body.code } : {}) }
      }
      case "decline":
      case "cancel":
      case "send":
        return post(`${path}/${made.does}`, token, {})
      case "renegotiate":
        return post(`${path}/renegotiate`, token, { message: "Once more?" })
      case "write":
        return post(`${path}/messages`, token, { text: "Any news?" })
      case "reject":
        return post(`${path}/reject`, token, { reason: "We do not make these any more." })
      case "accept":
        return post(`${path}/accept`, token, { revision: revisionOf(quote, made.revision), shipping_address: GERMAN_ADDRESS })
      case "reprice": {
        const { items } = await adminQuoteOf(id)
        return post(path, token, { items: [{ id: items[0].id, unit_price: made.price }] })
      }
      case "move to another company":
        return moveTo(own, "Oak AG")
      case "move back":
        return moveTo(own, "Cedar GmbH")
      case "pass":
        await endOffer(shop, id)
        return { status: 200 }
      case "expire":
        await quotes.service().expireDueQuotes(100)
        return { status: 200 }
    }
  }

  it("follow the model through every allowed pair of states and no other", async () => {
    const own = await shop.syncedBusiness("verified")
    const other = await shop.syncedBusiness("verified", { company: "Other GmbH", tax_id: "DE987654321" })
    await fc.assert(
      fc.asyncProperty(negotiations, async (moves) => {
        await moveTo(own, "Cedar GmbH")
        const { id } = await quotes.requested(own.token, { items: [{ sku: SKU, quantity: QUANTITY }] })
        let model = newQuote(LIST_PRICE)
        for (const made of moves) {
          const before = model.status
          const { expected, next } = move(model, made)
          const answer = await make(id, made, model, own, other)

          expect({ made, answer }).toEqual({ made, answer: expected })
          model = next
          const quote = await quotes.read(own.token, id)
          expect({ made, status: quote.status, revision: quote.revision }).toEqual({ made, status: model.status, revision: model.revision })
          expect(quote.items.map(({ unit_price }) => unit_price)).toEqual([model.offered[model.revision]])
          expect(quote.total).toBeCloseTo(model.offered[model.revision] * QUANTITY, 10)
          expect(quote.order_id === null).toBe(model.status !== "accepted")
          if (before !== model.status) {
            reached.add(`${before}>${model.status}`)
          }
        }
        const { items, total } = await adminQuoteOf(id)
        expect(items.map(({ unit_price }) => unit_price)).toEqual([model.draft])
        expect(total).toBeCloseTo(model.draft * QUANTITY, 10)
        const orders = await shop.rows(`SELECT id FROM "order" WHERE metadata ->> 'quote_id' = ?`, [id])
        expect(orders).toHaveLength(model.status === "accepted" ? 1 : 0)
      }),
      { numRuns: RUNS, examples: EXAMPLES.map((moves) => [moves]), endOnFailure: true }
    )
    expect([...reached].sort()).toEqual(allowedPairs().sort())
  }, 600_000)
})
