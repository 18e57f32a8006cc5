import { act } from "@testing-library/react"
import { hydrateRoot } from "react-dom/client"
import { signedIn } from "../helpers/fake-clerk.js"
import { actAndFlush, passTime, useTestTime } from "../helpers/page.js"
import { type Arrival, open, type Scene } from "../helpers/pages.js"
import { business, individual } from "../helpers/roles.js"

useTestTime()

/** Loads the pages with the server's React, which is another build than the browser's. */
const onServer = () => {
  let pages: typeof import("../helpers/pages.js") | undefined
  jest.isolateModules(() => {
    pages = require("../helpers/pages")
  })
  if (!pages) {
    throw new Error("The pages could not be loaded.")
  }
  return pages
}

const render = async (scene: Scene): Promise<string> => (await onServer().render(scene)).join("")

const textsIn = (html: string) => [...html.matchAll(/<p>(.*?)<\/p>/g)].map(([, text]) => text)

let unmount = async () => {}
afterEach(() => unmount())

/** Returns the paragraphs of a page. */
const textOf = (container: HTMLElement) => [...container.querySelectorAll("p")].map(({ textContent }) => textContent).join(", ")

/** Hydrates a page. Returns every text that was visible, and React's complaints. */
const hydrate = async (html: string, scene: Scene) => {
  const complaints = jest.spyOn(console, "error")
  const container = document.body.appendChild(document.createElement("div"))
  container.innerHTML = html
  const seen = new Set([textOf(container)])
  const observer = new MutationObserver(() => seen.add(textOf(container)))
  observer.observe(container, { subtree: true, childList: true, characterData: true })
  const { page, clerk } = open(scene)
  const root = await act(async () => hydrateRoot(container, page, { onRecoverableError: (error) => console.error(error) }))
  unmount = () => act(async () => root.unmount())
  return { container, seen, complaints, clerk }
}

describe("A page that the server renders with the visitor's role", () => {
  it("has the right content in its first bytes, and keeps it while Clerk loads and afterwards", async () => {
    const scene: Scene = { name: "prices", initialRole: business("pending"), role: business("pending") }
    const html = await render(scene)
    expect(textsIn(html)).toEqual(["trade prices", "for individuals"])

    const { clerk, seen, container, complaints } = await hydrate(html, scene)
    await actAndFlush(clerk.signIn)
    await passTime(1)

    expect([...seen, textOf(container)]).toEqual(["trade prices, for individuals", "trade prices, for individuals"])
    expect(complaints).not.toHaveBeenCalled()
  })

  it("hides the content if the visitor has signed out since", async () => {
    const scene: Scene = { name: "prices", initialRole: business("verified") }
    const { clerk, container, complaints } = await hydrate(await render(scene), scene)

    await actAndFlush(clerk.signOut)

    expect(textOf(container)).toBe("for businesses, for individuals")
    expect(complaints).not.toHaveBeenCalled()
  })
})

describe("A page that the server renders without a role", () => {
  it.each([
    ["Clerk has not loaded", undefined],
    ["Clerk knows the visitor on the server", signedIn()],
  ])("shows no guarded content until the role is known: %s", async (_when, signed) => {
    const scene: Scene = { name: "prices", signed, role: individual() }
    const html = await render(scene)
    expect(textsIn(html)).toEqual(["loading", "loading"])

    const { clerk, seen, complaints } = await hydrate(html, scene)
    await actAndFlush(clerk.signIn)
    await passTime(1)

    expect([...seen]).toEqual(["loading, loading", "for businesses, list prices"])
    expect(complaints).not.toHaveBeenCalled()
  })
})

describe("A streamed page", () => {
  it("applies guards to later chunks", async () => {
    let arrive = () => {}
    const arrival: Arrival = { isThere: false, promise: new Promise((resolve) => (arrive = resolve)) }

    const pieces = await onServer().render({ name: "late", signed: signedIn(), initialRole: business("verified"), arrival }, () => {
      arrival.isThere = true
      arrive()
    })

    expect(pieces.length).toBeGreaterThan(1)
    expect(textsIn(pieces.join(""))).toEqual(["coming", "trade prices"])
  })

  it("hydrates without warnings, even if the state changes before a chunk arrives", async () => {
    const scene: Scene = { name: "counter" }
    const { clerk, container, complaints } = await hydrate(await render(scene), scene)
    await actAndFlush(clerk.signIn)
    await passTime(1)

    expect(container.querySelector("button")?.textContent).toBe("0")
    expect(complaints).not.toHaveBeenCalled()
  })
})
