import { keepInput, offerInput, takeInput } from "../kept-input"

let storage: Map<string, string>

beforeEach(() => {
  jest.useFakeTimers({ now: 1_000_000 })
  storage = new Map()
  Object.assign(globalThis, {
    sessionStorage: {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => storage.set(key, value),
    },
  })
})
afterEach(() => {
  jest.useRealTimers()
  Reflect.deleteProperty(globalThis, "sessionStorage")
})

const ADDRESS = { city: "Köln", isDefault: true }

describe("input that is kept while the language changes", () => {
  it("comes back once, each form by itself", () => {
    const withdrawals = [offerInput("address", () => ADDRESS), offerInput("message", () => ({ text: "Hello" }))]
    keepInput("/checkout")
    withdrawals.forEach((withdraw) => withdraw())
    expect(takeInput("/checkout", "address")).toEqual(ADDRESS)
    expect(takeInput("/checkout", "address")).toBeUndefined()
    expect(takeInput("/checkout", "message")).toEqual({ text: "Hello" })
  })

  it("comes back to no other page, and not after a minute", () => {
    const withdraw = offerInput("address", () => ADDRESS)
    keepInput("/checkout")
    expect(takeInput("/account/addresses", "address")).toBeUndefined()
    jest.advanceTimersByTime(60_001)
    expect(takeInput("/checkout", "address")).toBeUndefined()
    withdraw()
  })

  it("is none of a form that has left the page, unless another of its name has come", () => {
    const withdraw = offerInput("address", () => ({ city: "Bonn" }))
    const withdrawNext = offerInput("address", () => ADDRESS)
    withdraw()
    keepInput("/checkout")
    expect(takeInput("/checkout", "address")).toEqual(ADDRESS)
    withdrawNext()
    keepInput("/checkout")
    expect(takeInput("/checkout", "address")).toBeUndefined()
  })

  it("is nothing where storage is off or holds something else", () => {
    storage.set("cedar.input", "[")
    expect(takeInput("/checkout", "address")).toBeUndefined()
    Reflect.deleteProperty(globalThis, "sessionStorage")
    keepInput("/checkout")
    expect(takeInput("/checkout", "address")).toBeUndefined()
  })
})
