import { businessList, countOf, type ListState, toBusinessQuery } from "../list/list-state"

const NOVEMBER = { $gte: "2026-11-01T00:00:00.000Z", $lte: "2026-11-30T23:59:59.999Z" }
const SINCE_MAY = { $gte: "2026-05-01T00:00:00.000Z" }

const read = (search: string) => businessList.read(new URLSearchParams(search))

describe("the state of the business list in its URL", () => {
  it("begins with those who have waited the longest", () => {
    expect(read("")).toEqual({ tab: "pending", q: "", times: {}, order: "waiting_since", page: 0, size: 20 })
    expect(businessList.write(read("")).toString()).toBe("")
  })

  it("reads back whatever it writes", () => {
    const states: ListState[] = [
      { tab: "all", q: "Müller & Söhne +49 100%", times: {}, order: "-company_name", page: 6, size: 100 },
      { tab: "verified", q: "", times: { decided_at: NOVEMBER, created_at: SINCE_MAY }, order: "verified_at", page: 0, size: 50 },
      { tab: "pending", q: "de1", times: { waiting_since: SINCE_MAY }, order: "-created_at", page: 1, size: 20 },
    ]
    for (const state of states) {
      expect(read(businessList.write(state).toString())).toEqual(state)
    }
  })

  it.each([
    ["status=nonsense&order=password&page=-3&size=7"],
    ["status=&order=-&page=1.5&size=1e9"],
    ["page=99999999999&order=--created_at"],
    ["created_at=&waiting_since=null&updated_at=2026-11-01&decided_at=[]"],
    [`sent_at=${JSON.stringify(SINCE_MAY)}&created_at={"$in":["2026-11-01"],"$gte":"yesterday"}`],
  ])("reads the default for each part of %s, which nobody writes", (search) => {
    expect(read(search)).toEqual(read(""))
  })

  it("starts another tab at its first page, in its own order, and keeps search, times and page size", () => {
    const state = read(`q=cedar&created_at=${JSON.stringify(SINCE_MAY)}&order=-created_at&page=4&size=50`)
    expect(businessList.change(state, { tab: "verified" })).toEqual({
      tab: "verified",
      q: "cedar",
      times: { created_at: SINCE_MAY },
      order: "-updated_at",
      page: 0,
      size: 50,
    })
  })

  it("starts another search, time, order or page size at the first page", () => {
    const state = read("status=all&page=4")
    for (const change of [{ q: "cedar" }, { times: { created_at: NOVEMBER } }, { order: "company_name" }, { size: 100 }]) {
      expect(businessList.change(state, change)).toEqual({ ...state, ...change, page: 0 })
    }
    expect(businessList.change(state, { page: 5 }).page).toBe(5)
  })

  it("returns to the tab's own order if the order is taken away", () => {
    const state = businessList.change(read("status=verified&order=company_name"), { order: undefined })
    expect(state.order).toBe("-updated_at")
    expect(businessList.write(state).toString()).toBe("status=verified")
  })

  it("asks the server for exactly what the URL says", () => {
    expect(
      toBusinessQuery(read(`status=rejected&q=%20cedar%20&updated_at=${JSON.stringify(NOVEMBER)}&order=company_name&page=3&size=50`))
    ).toEqual({
      status: "rejected",
      q: "cedar",
      updated_at: NOVEMBER,
      order: "company_name",
      limit: 50,
      offset: 100,
    })
    expect(toBusinessQuery(read("status=all"))).toEqual({ order: "-updated_at", limit: 20, offset: 0 })
  })

  it("counts all businesses as the sum of the statuses", () => {
    const counts = { pending: 2, verified: 5, rejected: 1, revoked: 3 }
    expect(countOf("all", counts)).toBe(11)
    expect(countOf("revoked", counts)).toBe(3)
  })
})
