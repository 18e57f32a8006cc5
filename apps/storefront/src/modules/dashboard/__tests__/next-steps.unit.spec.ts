import type { ListedOrder } from "../../account/orders/orders"
import { type NextQuote, nextSteps } from "../next-steps"

const now = new Date("2026-03-01T12:00:00Z")

const offer = (number: string, validUntil: string | null, status = "sent"): NextQuote => ({
  id: `quo_${number}`,
  number,
  status,
  valid_until: validUntil,
  total: 100,
  currency_code: "eur",
})

const order = (number: number, state: ListedOrder["state"] = "delivered"): ListedOrder => ({
  id: `order_${number}`,
  number,
  createdAt: "2026-02-01T12:00:00Z",
  total: 10,
  currency: "eur",
  lineCount: 1,
  titles: ["Bolt"],
  state,
  purchaseOrderNumber: null,
})

const cart = { id: "cart_1", lineCount: 3, total: 30, currency: "eur" }

const kinds = (input: Partial<Parameters<typeof nextSteps>[0]>) =>
  nextSteps({ quotes: [], orders: [], cart: null, addressCount: 1, now, ...input }).map((step) =>
    step.kind === "answerQuote" ? step.quote.number : step.kind
  )

describe("what to do next", () => {
  it("begins with the offer that ends first, then what was begun, then what comes back", () => {
    const quotes = [offer("later", "2026-04-01T12:00:00Z"), offer("sooner", "2026-03-02T12:00:00Z")]
    expect(kinds({ quotes, cart, orders: [order(7)] })).toEqual(["sooner", "finishCart", "reorder"])
  })

  it("fills up with further offers", () => {
    const quotes = [offer("second", "2026-04-01T12:00:00Z"), offer("first", "2026-03-02T12:00:00Z")]
    expect(kinds({ quotes, orders: [order(7)] })).toEqual(["first", "reorder", "second"])
  })

  it.each([
    ["has ended", offer("x", "2026-03-01T11:59:59Z")],
    ["is not made yet", offer("x", null, "requested")],
    ["was declined", offer("x", "2026-04-01T12:00:00Z", "declined")],
  ])("does not ask to answer a quote that %s", (_, quote) => {
    expect(kinds({ quotes: [quote] })).toEqual([])
  })

  it("calls an offer urgent that ends within three days", () => {
    const urgent = (validUntil: string) =>
      nextSteps({ quotes: [offer("x", validUntil)], orders: [], cart: null, addressCount: 1, now }).map(
        (step) => step.kind === "answerQuote" && step.isUrgent
      )
    expect(urgent("2026-03-04T12:00:00Z")).toEqual([true])
    expect(urgent("2026-03-04T12:00:01Z")).toEqual([false])
  })

  it("does not repeat a cancelled order", () => {
    expect(kinds({ quotes: [offer("x", null, "accepted")], orders: [order(8, "cancelled"), order(7)] })).toEqual(["reorder"])
    expect(kinds({ quotes: [offer("x", null, "accepted")], orders: [order(8, "cancelled")] })).toEqual([])
  })

  it("offers the first steps to a business without a past", () => {
    expect(kinds({ addressCount: 0 })).toEqual(["addAddress", "askForQuote"])
  })

  it("does not ask for a quote where it is not known whether there are some", () => {
    expect(kinds({ quotes: null })).toEqual([])
  })
})
