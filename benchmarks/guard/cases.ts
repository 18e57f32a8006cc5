import type { Call } from "../lib/load"
import type { Customer, Shops } from "./shop"

/** A way to answer the same request. */
export type CaseName = keyof typeof CASES

type Case = {
  /** The name in reports. */
  label: string
  shop: "plain" | "plugin"
  path: string
  token: "medusa" | "clerk" | "new clerk"
}

/** All cases run the same handler and differ in what runs before it. */
const CASES = {
  medusa: { label: "Medusa alone", shop: "plain", path: "/store/bench/open", token: "medusa" },
  seeds: { label: "Medusa + guard by hand", shop: "plain", path: "/store/bench/seeds", token: "medusa" },
  bridge: { label: "plugin, unguarded route", shop: "plugin", path: "/store/bench/open", token: "medusa" },
  guard: { label: "plugin, requireBusiness", shop: "plugin", path: "/store/bench/business", token: "medusa" },
  clerk: { label: "plugin, requireBusiness, Clerk token", shop: "plugin", path: "/store/bench/business", token: "clerk" },
  newClerk: {
    label: "plugin, requireBusiness, a new Clerk token each call",
    shop: "plugin",
    path: "/store/bench/business",
    token: "new clerk",
  },
  authOnly: { label: "authenticate() alone", shop: "plugin", path: "/bench/open", token: "medusa" },
  authSeeds: { label: "authenticate() + guard by hand", shop: "plugin", path: "/bench/seeds", token: "medusa" },
  authGuard: { label: "authenticate() + bridge + requireBusiness", shop: "plugin", path: "/bench/business", token: "medusa" },
  authClerk: { label: "authenticate() + bridge + requireBusiness, Clerk token", shop: "plugin", path: "/bench/business", token: "clerk" },
} as const satisfies Record<string, Case>

export const CASE_NAMES: readonly CaseName[] = Object.keys(CASES).filter((name): name is CaseName => name in CASES)

export const labelOf = (name: CaseName): string => CASES[name].label

/** Makes the calls of all cases. */
export type Calls = {
  callOf: (name: CaseName) => Call
  portOf: (name: CaseName) => number
  /** Mints the new Clerk tokens that a case needs for its calls. */
  mint: (name: CaseName, calls: number) => void
}

/** Creates the calls. Customers take turns. */
export const createCalls = (shops: Shops): Calls => {
  let turn = 0
  const newTokens: string[] = []
  const tokenOf = (kind: Case["token"], { medusaToken, clerkToken }: Customer): string =>
    kind === "medusa" ? medusaToken : kind === "clerk" ? clerkToken : (newTokens.pop() ?? clerkToken)
  return {
    callOf(name) {
      const { shop, path, token } = CASES[name]
      return {
        port: shops.ports[shop],
        path,
        headers() {
          const customer = at(shops.customers, turn++)
          return {
            authorization: `Bearer ${tokenOf(token, customer)}`,
            "x-publishable-api-key": shops.publishableKey,
          }
        },
      }
    },
    portOf: (name) => shops.ports[CASES[name].shop],
    mint(name, calls) {
      while (CASES[name].token === "new clerk" && newTokens.length < calls) {
        newTokens.push(shops.newClerkToken(at(shops.customers, newTokens.length).clerk_user_id))
      }
    },
  }
}

const at = (customers: readonly Customer[], turn: number): Customer => {
  const customer = customers[turn % customers.length]
  if (!customer) {
    throw new Error("There are no customers.")
  }
  return customer
}
