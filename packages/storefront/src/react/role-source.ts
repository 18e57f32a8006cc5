import type { CustomerRoleClient } from "../client.js"
import type { ErrorCode } from "../error-catalogue.js"
import type { GetToken, RefusalListener } from "../medusa-client.js"
import { readRefusal } from "../read-refusal.js"
import type { CustomerRole } from "../types.js"

/** Where a role comes from. */
export type RoleSource = {
  /** Brings the role up to date with Clerk. */
  sync: () => Promise<CustomerRole>
  /** Reads the role as it is. */
  read: () => Promise<CustomerRole>
  /** Calls a listener with each refusal. Returns a function that removes it. */
  onRefusal?: (listener: RefusalListener) => () => void
}

/** A shop that does not answer must not keep the other tabs waiting. */
const LONGEST_WAIT = 20_000

const timeLimit = () => AbortSignal.timeout(LONGEST_WAIT)

const roleIn = async (answer: Promise<{ customer_role: CustomerRole }>): Promise<CustomerRole> => (await answer).customer_role

/** The shop itself. */
export const fromClient = ({ role, onRefusal }: Pick<CustomerRoleClient, "role" | "onRefusal">): RoleSource => ({
  sync: () => roleIn(role.sync({ signal: timeLimit() })),
  read: () => roleIn(role.retrieve("me", { signal: timeLimit() })),
  onRefusal,
})

/** A route of the storefront that answers as the shop does. */
export const fromEndpoint = (endpoint: string, getToken: GetToken): RoleSource => {
  // Clerk's cookie may be that of another account in another tab.
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
    // The endpoint answers as the shop does: its codes are those of the catalogue.
    throw (await readRefusal(response, isText)) ?? new Error(`${endpoint} answered ${response.status}.`)
  }
  return { sync: () => call("POST"), read: () => call("GET") }
}

const isText = (value: unknown): value is ErrorCode => typeof value === "string"
