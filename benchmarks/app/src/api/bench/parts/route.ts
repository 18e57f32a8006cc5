import { performance } from "node:perf_hooks"
import { verifyToken } from "@clerk/backend"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readAccountType } from "../../../guards/seeds-guard"
import { pluginSessionTokens } from "../../../plugin"

/** The input of {@link POST}. */
export type PartsInput = {
  /** Clerk tokens that no request has used yet, one per run. */
  new_tokens: string[]
  /** Clerk tokens that every run uses again. */
  known_tokens: string[]
  customers: { customer_id: string; clerk_user_id: string }[]
}

/** The duration of each part in each run, in microseconds. */
export type PartsTimes = Record<PartName, number[]>

/** The parts of the guard, each timed on its own. */
export type PartName =
  | "verifyToken"
  | "verifySessionToken, new token"
  | "verifySessionToken, known token"
  | "query by hand"
  | "lookUpCustomer"
  | "lookUpClerkUser"

/** Times the parts of the guard inside the running shop. Each run times every part once. */
export const POST = async ({ scope, body }: MedusaRequest<PartsInput>, res: MedusaResponse): Promise<void> => {
  const service = scope.resolve("customer_role")
  const { clerk } = service.options
  const { verifySessionToken } = pluginSessionTokens()
  const times: PartsTimes = {
    verifyToken: [],
    "verifySessionToken, new token": [],
    "verifySessionToken, known token": [],
    "query by hand": [],
    lookUpCustomer: [],
    lookUpClerkUser: [],
  }
  const time = async (name: PartName, part: () => Promise<unknown>) => {
    const begun = performance.now()
    await part()
    times[name].push((performance.now() - begun) * 1000)
  }
  for (const [run, token] of body.new_tokens.entries()) {
    const known = body.known_tokens[run % body.known_tokens.length] ?? token
    const { customer_id, clerk_user_id } = body.customers[run % body.customers.length] ?? { customer_id: "", clerk_user_id: "" }
    await time("verifyToken", () => verifyToken(token, clerk))
    await time("verifySessionToken, new token", () => verifySessionToken(token, clerk))
    await time("verifySessionToken, known token", () => verifySessionToken(known, clerk))
    await time("query by hand", () => readAccountType(customer_id))
    await time("lookUpCustomer", () => service.lookUpCustomer(customer_id))
    await time("lookUpClerkUser", () => service.lookUpClerkUser(clerk_user_id))
  }
  res.json(times)
}
