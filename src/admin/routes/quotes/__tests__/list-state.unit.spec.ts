import { countOf, quoteList, toQuoteQuery } from "../list/list-state"

const read = (search: string) => quoteList.read(new URLSearchParams(search))

describe("the state of the list of quotes in its URL", () => {
  it("begins with the quotes that have waited for the shop the longest", () => {
    expect(read("")).toEqual({ tab: "waiting", q: "", times: {}, order: "waiting_since", page: 0, size: 20 })
    expect(toQuoteQuery(read(""))).toEqual({ waiting: true, order: "waiting_since", limit: 20, offset: 0 })
    expect(quoteList.write(read("")).toString()).toBe("")
  })

  it("asks for one status in the other tabs, and for everything in the last", () => {
    expect(toQuoteQuery(read("status=sent&q=%20Oak%20&page=3&size=50&order=valid_until"))).toEqual({
      status: "sent",
      q: "Oak",
      order: "valid_until",
      limit: 50,
      offset: 100,
    })
    expect(toQuoteQuery(read("status=all"))).toEqual({ order: "-created_at", limit: 20, offset: 0 })
  })

  it("reads the default of what nobody writes", () => {
    expect(read("status=draft&order=total&page=0&size=7")).toEqual(read(""))
  })

  it("starts another tab at its first page and in its own order", () => {
    expect(quoteList.change(read("order=valid_until&page=4&q=oak"), { tab: "sent" })).toEqual({
      tab: "sent",
      q: "oak",
      times: {},
      order: "-created_at",
      page: 0,
      size: 20,
    })
  })

  it("counts quotes that wait once in all of them", () => {
    const counts = { requested: 1, sent: 2, accepted: 3, declined: 0, expired: 0, cancelled: 0, rejected: 4, waiting: 2 }
    expect(countOf("waiting", counts)).toBe(2)
    expect(countOf("all", counts)).toBe(10)
  })
})
