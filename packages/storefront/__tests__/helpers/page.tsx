import { act, render } from "@testing-library/react"
import { StrictMode } from "react"
import { RoleSyncProvider, type RoleSyncProviderProps, useCustomerRole, useRoleSync } from "../../src/react/index.js"
import type { createClerk } from "./fake-clerk.js"
import type { createShop } from "./fake-shop.js"

type PageOptions = Pick<RoleSyncProviderProps, "initialRole" | "children"> & {
  clerk: ReturnType<typeof createClerk>
  shop: ReturnType<typeof createShop>
}

/** What the provider says, as a text. */
const Told = () => {
  const { status, isOffline } = useRoleSync()
  const role = useCustomerRole()
  return (
    <output>
      {[status, role === undefined ? "?" : (role?.verification_status ?? "nobody"), ...(isOffline ? ["offline"] : [])].join(" ")}
    </output>
  )
}

/** Opens a page of a storefront, in Strict Mode. Several are several tabs. */
export const openPage = ({ clerk, shop, children, initialRole }: PageOptions) => {
  const view = render(
    <StrictMode>
      <RoleSyncProvider useAuth={clerk.useAuth} client={shop.client} initialRole={initialRole}>
        <Told />
        {children}
      </RoleSyncProvider>
    </StrictMode>,
    { container: document.body.appendChild(document.createElement("div")) }
  )
  return { ...view, told: () => view.container.querySelector("output")?.textContent }
}

/** Lets a time go by, and whatever happens in it. */
export const pass = (seconds: number) => act(() => jest.advanceTimersByTimeAsync(seconds * 1000))

/** Does something, and lets what follows from it at once happen. */
export const doing = (something: () => unknown) =>
  act(async () => {
    something()
    await jest.advanceTimersByTimeAsync(0)
  })

/** Lets other tabs hear of what was said. */
export const heard = () =>
  act(async () => {
    for (let turn = 0; turn < 5; turn++) {
      await new Promise((resolve) => setImmediate(resolve))
      await jest.advanceTimersByTimeAsync(0)
    }
  })

/** Time stands still until a test lets it pass. */
export const useTestTime = (): void => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ["setImmediate", "clearImmediate", "queueMicrotask", "nextTick"] })
    localStorage.clear()
  })
  afterEach(() => {
    jest.restoreAllMocks()
    jest.useRealTimers()
    setOnline(true)
  })
}

/** Switches the network of the browser on or off. */
export const setOnline = (isOnline: boolean): void => {
  Object.defineProperty(navigator, "onLine", { value: isOnline, configurable: true })
  window.dispatchEvent(new Event(isOnline ? "online" : "offline"))
}
