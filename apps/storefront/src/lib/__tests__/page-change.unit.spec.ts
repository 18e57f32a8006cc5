type PageChange = typeof import("../page-change")

/** What the page has done to itself: where it went, how often it loaded itself, and whether it is hidden. */
let done: { assigned: string[]; reloads: number; hidden: boolean }
let page: PageChange
/** What survives a reload. */
let storage: Map<string, string>

/** Begins a page anew, as after a reload: its modules forget, its storage does not. */
const loadPage = async () => {
  jest.resetModules()
  page = await import("../page-change")
}

beforeEach(async () => {
  jest.useFakeTimers({ now: 1_000_000 })
  done = { assigned: [], reloads: 0, hidden: false }
  storage = new Map()
  Object.assign(globalThis, {
    sessionStorage: {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => storage.set(key, value),
    },
    window: { location: { assign: (url: string) => done.assigned.push(url), reload: () => done.reloads++ } },
    document: { body: { style: { setProperty: (name: string, value: string) => (done.hidden = name === "display" && value === "none") } } },
  })
  await loadPage()
})
afterEach(() => {
  jest.useRealTimers()
  for (const name of ["sessionStorage", "window", "document"]) {
    Reflect.deleteProperty(globalThis, name)
  }
})

describe("a page that loads itself anew", () => {
  it("does so twice in half a minute at most, and again later", async () => {
    for (let time = 0; time < 5; time++) {
      page.reloadPage()
      await loadPage()
    }
    expect(done.reloads).toBe(2)
    jest.advanceTimersByTime(30_000)
    page.reloadPage()
    expect(done.reloads).toBe(3)
  })

  it("does not while it is being left on purpose, until that is taken back", () => {
    const stay = page.beginLeaving()
    page.reloadPage()
    expect(done.reloads).toBe(0)
    stay()
    page.reloadPage()
    expect(done.reloads).toBe(1)
  })
})

describe("a page that Back brings out of the browser's memory", () => {
  it("hides and loads itself anew, although it was being left for a sign-out", () => {
    page.leaveTo("/")
    page.reloadRestoredPage()
    expect(done).toEqual({ assigned: ["/"], reloads: 1, hidden: true })
  })

  it("does so every time, however many reloads there were", async () => {
    for (let time = 0; time < 5; time++) {
      page.reloadRestoredPage()
      await loadPage()
    }
    expect(done.reloads).toBe(5)
  })
})
