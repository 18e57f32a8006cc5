import { act, renderHook, waitFor } from "@testing-library/react"
import type { Quote, QuoteList } from "../../src/index.js"
import { useQuote, useQuotes } from "../../src/react/quotes/index.js"
import { refusal } from "../helpers/fake-shop.js"

const quoteOf = (more: Partial<Quote> = {}): Quote => ({
  id: "quo_1",
  number: "Q-000001",
  status: "sent",
  revision: 2,
  currency_code: "eur",
  region_id: null,
  company_name: null,
  tax_id: null,
  valid_until: null,
  total: 10,
  order_id: null,
  created_at: "",
  updated_at: "",
  items: [],
  messages: [],
  timeline: [],
  ...more,
})

const listOf = (...quotes: Quote[]): QuoteList => ({
  quotes: quotes.map((quote) => ({ ...quote, item_count: 0, message_count: 0 })),
  count: quotes.length,
  limit: 20,
  offset: 0,
})

/** Records calls, and answers or throws what a test says. */
const createShop = (answer: (call: string, args: unknown[]) => Promise<unknown>) => {
  const calls: [string, ...unknown[]][] = []
  const call =
    (name: string) =>
    async (...args: unknown[]) => {
      calls.push([name, ...args])
      return (await answer(name, args)) as never
    }
  const names = ["list", "retrieve", "accept", "decline", "renegotiate", "cancel", "sendMessage"] as const
  const quotes = Object.fromEntries(names.map((name) => [name, call(name)])) as Record<
    (typeof names)[number],
    (...args: unknown[]) => Promise<never>
  >
  return { calls, quotes }
}

beforeEach(() => localStorage.clear())

describe("useQuotes", () => {
  it("reads the list again for another query, and keeps it when the shop does not answer", async () => {
    const shop = createShop(async (_call, [query]) =>
      Object(query).status === "expired" ? Promise.reject(refusal("busy")) : listOf(quoteOf())
    )
    const { result, rerender } = renderHook(({ status }: { status: "sent" | "expired" }) => useQuotes({ shop, query: { status } }), {
      initialProps: { status: "sent" },
    })
    await waitFor(() => expect(result.current.list?.count).toBe(1))
    rerender({ status: "expired" })
    await waitFor(() => expect(result.current.error).toMatchObject({ code: "busy" }))
    expect(result.current).toMatchObject({ isLoading: false, list: { count: 1 } })
  })

  it("asks for nothing that the server has read already", async () => {
    const shop = createShop(async () => listOf())
    const { result } = renderHook(() => useQuotes({ shop, initial: listOf(quoteOf()) }))
    expect(result.current.list?.count).toBe(1)
    expect(shop.calls).toEqual([])
  })
})

describe("useQuote", () => {
  it("accepts the revision that the customer sees, with one key for one acceptance", async () => {
    const answers = [
      Promise.reject(new TypeError("fetch failed")),
      Promise.resolve({ quote: quoteOf({ status: "accepted", order_id: "order_1" }) }),
    ]
    answers[0].catch(() => undefined)
    const shop = createShop(async (call) => (call === "accept" ? answers.shift() : { quote: quoteOf() }))
    const { result } = renderHook(() => useQuote({ shop, id: "quo_1", initial: quoteOf() }))
    await act(async () => expect(await result.current.accept({ shipping_address_id: "addr_1" })).toBe(false))
    expect(result.current.error).toMatchObject({ message: "fetch failed" })
    await act(async () => expect(await result.current.accept({ shipping_address_id: "addr_1" })).toBe(true))
    expect(result.current.quote).toMatchObject({ status: "accepted", order_id: "order_1" })
    const accepts = shop.calls.filter(([name]) => name === "accept")
    expect(accepts[0]).toEqual(accepts[1])
    expect(accepts[0]?.[2]).toEqual({ shipping_address_id: "addr_1", revision: 2 })
  })

  it("shows the quote's new state after an act came too late", async () => {
    const shop = createShop(async (call) =>
      call === "decline" ? Promise.reject(refusal("quote_expired")) : { quote: quoteOf({ status: "expired" }) }
    )
    const { result } = renderHook(() => useQuote({ shop, id: "quo_1", initial: quoteOf() }))
    await act(() => result.current.decline("Too late"))
    expect(result.current).toMatchObject({ error: { code: "quote_expired" }, quote: { status: "expired" }, pending: undefined })
    expect(shop.calls[0]).toEqual(["decline", "quo_1", { reason: "Too late" }])
  })

  it("does one thing at a time", async () => {
    let answer = (_quote: { quote: Quote }) => {}
    const shop = createShop(() => new Promise((resolve) => (answer = resolve)))
    const { result } = renderHook(() => useQuote({ shop, id: "quo_1", initial: quoteOf() }))
    let first: Promise<boolean> | undefined
    act(() => void (first = result.current.renegotiate("Cheaper?", [{ id: "line_1", target_unit_price: 1 }])))
    expect(result.current.pending).toBe("renegotiate")
    await act(async () => expect(await result.current.cancel()).toBe(false))
    await act(async () => {
      answer({ quote: quoteOf({ status: "requested" }) })
      expect(await first).toBe(true)
    })
    expect(shop.calls.map(([name]) => name)).toEqual(["renegotiate"])
  })

  it("sends a message with its files once, and reads a quote that nobody has read", async () => {
    const shop = createShop(async () => ({ quote: quoteOf() }))
    const { result } = renderHook(() => useQuote({ shop, id: "quo_1" }))
    await waitFor(() => expect(result.current.quote?.id).toBe("quo_1"))
    const message = { text: "The drawing.", files: [new File(["x"], "drawing.pdf")] }
    await act(() => result.current.sendMessage(message))
    expect(shop.calls.at(-1)).toEqual(["sendMessage", "quo_1", message, { idempotencyKey: expect.stringMatching(/^\w+$/) }])
  })
})
