import { act, render } from "@testing-library/react"
import { StrictMode } from "react"
import { RoleSyncProvider, type RoleSyncProviderProps, useCustomerRole, useRoleSync } from "../../src/react/index.js"
import type { createClerk } from "./fake-clerk.js"
import type { createShop } from "./fake-shop.js"

type PageOptions = Pick<RoleSyncProviderProps, "initialRole" | "children"> & {
  clerk: ReturnType<typeof createClerk>
  shop: ReturnType<typeof createShop>
}

/** Renders the provider's state as text. */
const RoleText = () => {
  const { status, isOffline } = useRoleSync()
  const role = useCustomerRole()
  return (
    <output>
      {[status, role === undefined ? "?" : (role?.verification_status ?? "nobody"), ...(isOffline ? ["offline"] : [])].join(" ")}
    </output>
  )
}

/** Opens a storefront page in Strict Mode. Each call opens another tab. */
export const openPage = ({ clerk, shop, children, initialRole }: PageOptions) => {
  const view = render(
    <StrictMode>
      <RoleSyncProvider useAuth={clerk.useAuth} client={shop.client} initialRole={initialRole}>
        <RoleText />
        {children}
      </RoleSyncProvider>
    </StrictMode>,
    { container: document.body.appendChild(document.createElement("div")) }
  )
  return { ...view, roleText: () => view.container.querySelector("output")?.textContent }
}

/** Advances time and flushes what happens meanwhile. */
export const passTime = (seconds: number) => act(() => jest.advanceTimersByTimeAsync(seconds * 1000))

/** Does something and flushes its immediate effects. */
export const actAndFlush = (something: () => unknown) =>
  act(async () => {
    something()
    await jest.advanceTimersByTimeAsync(0)
  })

/** Flushes the messages between tabs. */
export const flushTabs = () =>
  act(async () => {
    for (let turn = 0; turn < 5; turn++) {
      await new Promise((resolve) => setImmediate(resolve))
      await jest.advanceTimersByTimeAsync(0)
    }
  })

/** Freezes time. It advances only when a test says so. */
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

/** Switches the browser's network on or off. */
export const setOnline = (isOnline: boolean): void => {
  Object.defineProperty(navigator, "onLine", { value: isOnline, configurable: true })
  window.dispatchEvent(new Event(isOnline ? "online" : "offline"))
}
