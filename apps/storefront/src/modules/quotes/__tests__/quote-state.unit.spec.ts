import type { Quote } from "medusa-customer-role-storefront"
import { askForQuoteUrl } from "../ask-url"
import { linesToAskFor } from "../lines-to-ask-for"
import { quoteStateOf, waitingSince } from "../quote-state"
import { answerDue } from "../working-days"

describe("The shop's answer", () => {
  it.each([
    ["2026-11-25T10:00:00Z", "2026-11-26"],
    ["2026-11-27T10:00:00Z", "2026-11-30"],
    ["2026-11-28T10:00:00Z", "2026-11-30"],
  ])("to a request of %s is due on %s", (since, day) => {
    expect(answerDue(since).toISOString().slice(0, 10)).toBe(day)
  })
})

describe("The state of a quote", () => {
  const now = new Date("2026-12-01T12:00:00Z")

  it("is expired from the moment its offer ends, whatever the shop's list says", () => {
    expect(quoteStateOf({ status: "sent", valid_until: "2026-12-01T11:59:59Z" }, now)).toBe("expired")
    expect(quoteStateOf({ status: "sent", valid_until: "2026-12-01T12:00:01Z" }, now)).toBe("sent")
    expect(quoteStateOf({ status: "accepted", valid_until: "2026-11-01T00:00:00Z" }, now)).toBe("accepted")
  })

  it("waits for the shop since it was asked last", () => {
    const event = (to_status: Quote["status"], created_at: string) => ({ to_status, created_at })
    const timeline = [
      event("requested", "2026-11-01"),
      event("sent", "2026-11-02"),
      event("requested", "2026-11-05"),
      event("sent", "2026-11-06"),
    ]
    expect(waitingSince({ created_at: "2026-11-01", timeline })).toBe("2026-11-05")
  })
})

describe("The page that asks for a quote", () => {
  it("reads from its address what askForQuoteUrl has written", () => {
    const url = new URL(askForQuoteUrl([{ sku: "A&B 1", quantity: 500 }, { sku: "C" }]), "https://cedar.example")
    const query = { sku: url.searchParams.getAll("sku"), quantity: url.searchParams.getAll("quantity") }
    expect(linesToAskFor(query)).toEqual([
      { sku: "A&B 1", quantity: "500" },
      { sku: "C", quantity: "1" },
    ])
  })

  it.each([
    [{}, []],
    [{ sku: "A", quantity: "-1" }, [{ sku: "A", quantity: "1" }]],
    [{ sku: ["", "x".repeat(300)] }, []],
  ])("makes the best of %j", (query, lines) => {
    expect(linesToAskFor(query)).toEqual(lines)
  })
})
