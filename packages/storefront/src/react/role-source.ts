import type { CustomerRoleClient } from "../client.js"
import type { ErrorCode } from "../error-catalogue.js"
import type { GetToken, RefusalListener } from "../medusa-client.js"
import { readRefusal } from "../read-refusal.js"
import type { CustomerRole } from "../types.js"

/** The source of a role. */
export type RoleSource = {
  /** Syncs the role with Clerk. */
  sync: () => Promise<CustomerRole>
  /** Reads the role without a sync. */
  read: () => Promise<CustomerRole>
  /** Calls a listener with every refusal. Returns a function that removes it. */
  onRefusal?: (listener: RefusalListener) => () => void
}

/** Bounds a request, because the other tabs wait for it. */
const LONGEST_WAIT = 20_000

const timeLimit = () => AbortSignal.timeout(LONGEST_WAIT)

const roleIn = async (answer: Promise<{ customer_role: CustomerRole }>): Promise<CustomerRole> => (await answer).customer_role

/** Returns a source that calls the shop. */
export const fromClient = ({ role, onRefusal }: Pick<CustomerRoleClient, "role" | "onRefusal">): RoleSource => ({
  sync: () => roleIn(role.sync({ signal: timeLimit() })),
  read: () => roleIn(role.retrieve("me", { signal: timeLimit() })),
  onRefusal,
})

/** Returns a source that calls a route of the storefront, which answers like the shop. */
export const fromEndpoint = (endpoint: string, getToken: GetToken): RoleSource => {
  // Clerk's cookie may belong to another account that is signed in in another tab.
  const send = async (method: string, skipCache: boolean) =>
    fetch(endpoint, { method, headers: { authorization: `Bearer ${await getToken({ skipCache })}` }, signal: timeLimit() })
  const call = async (method: string): Promise<CustomerRole> => {
    let response = await send(method, false)
    if (response.status === 401) {
      response = await send(method, true)
    }
    if (response.ok) {
      return roleIn(response.json())
    }
    if (method === "GET" && response.status === 405) {
      return call("POST")
    }
    // The codes are those of the catalogue, since the endpoint passes the shop's answers on.
    throw (await readRefusal(response, isText)) ?? new Error(`${endpoint} answered ${response.status}.`)
  }
  return { sync: () => call("POST"), read: () => call("GET") }
}

const isText = (value: unknown): value is ErrorCode => typeof value === "string"
