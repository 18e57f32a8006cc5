import { act, render } from "@testing-library/react"
import { createClerk, signedIn } from "../helpers/fake-clerk.js"
import { passTime, useTestTime } from "../helpers/page.js"
import { business } from "../helpers/roles.js"
import { BusinessOnly, RoleSyncProvider, useRoleSync } from "../../src/react/index.js"

useTestTime()

type Answer = [status: number, body: unknown]

/** Answers for the storefront's own route in place of the network. */
const serve = (answer: (method: string, authorization: string | null) => Answer) => {
  const calls: string[] = []
  jest.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(new URL(String(input), "https://shop.example"), { method: init?.method, headers: init?.headers })
    const authorization = request.headers.get("authorization")
    calls.push(`${request.method} ${new URL(request.url).pathname} ${authorization}`)
    const [status, body] = answer(request.method, authorization)
    return Response.json(body, { status })
  })
  return calls
}

const Status = () => <output>{useRoleSync().status} </output>

const open = () => {
  const clerk = createClerk(signedIn())
  const page = render(
    <RoleSyncProvider useAuth={clerk.useAuth}>
      <Status />
      <BusinessOnly fallback={(denial) => denial}>content</BusinessOnly>
    </RoleSyncProvider>
  )
  return { clerk, page }
}

const ROLE: Answer = [200, { customer_role: business("verified") }]

it("RoleSyncProvider with an endpoint syncs through it, with the token of the page's session", async () => {
  const calls = serve(() => ROLE)
  const { page } = open()
  await passTime(1)
  expect(calls).toEqual(["POST /api/sync-role Bearer sess_ada"])
  expect(page.container.textContent).toBe("synced content")
})

it("RoleSyncProvider with an endpoint renews an expired token once", async () => {
  const calls = serve((_method, authorization) =>
    authorization?.endsWith("-renewed") ? ROLE : [401, { type: "unauthorized", code: "invalid_token", message: "Expired." }]
  )
  const { page, clerk } = open()
  await passTime(1)
  expect(calls).toEqual(["POST /api/sync-role Bearer sess_ada", "POST /api/sync-role Bearer sess_ada-renewed"])
  expect(clerk.tokens).toEqual([false, true])
  expect(page.container.textContent).toBe("synced content")
})

it("RoleSyncProvider with an endpoint keeps its content when a token expires while the page is open", async () => {
  let isExpired = false
  serve((_method, authorization) =>
    isExpired && !authorization?.endsWith("-renewed") ? [401, { type: "unauthorized", code: "invalid_token", message: "Expired." }] : ROLE
  )
  const { page } = open()
  await passTime(61)
  isExpired = true
  const seen = new Set<string | null>()
  const observer = new MutationObserver(() => seen.add(page.container.textContent))
  observer.observe(page.container, { subtree: true, childList: true, characterData: true })

  await act(async () => void window.dispatchEvent(new Event("focus")))
  await passTime(1)

  expect([...seen, page.container.textContent]).toEqual(["synced content"])
})

it("RoleSyncProvider with an endpoint stops and reports why if the renewed token is refused too", async () => {
  const calls = serve(() => [401, { type: "unauthorized", code: "invalid_token", message: "Expired." }])
  const { page } = open()
  await passTime(20)
  expect(calls).toHaveLength(2)
  expect(page.container.textContent).toBe("failed invalid_token")
})

it("RoleSyncProvider with an endpoint syncs if the route accepts only POST", async () => {
  const calls = serve((method) => (method === "POST" ? ROLE : [405, null]))
  open().page.unmount()
  await passTime(1)

  const { page } = open()
  await passTime(1)

  expect(calls.map((call) => call.split(" ")[0])).toEqual(["POST", "GET", "POST"])
  expect(page.container.textContent).toBe("synced content")
})

it("RoleSyncProvider with an endpoint tries again if the route itself fails", async () => {
  let isDown = true
  serve(() => (isDown ? [500, "Internal Server Error"] : ROLE))
  const { page } = open()
  await passTime(10)
  expect(page.container.textContent).toBe("failed ")

  isDown = false
  await passTime(60)

  expect(page.container.textContent).toBe("synced content")
})
