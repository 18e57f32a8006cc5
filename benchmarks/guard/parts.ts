import type { PartName, PartsInput, PartsTimes } from "../app/src/api/bench/parts/route"
import type { BenchContext } from "../lib/result"
import { median } from "../lib/statistics"
import { post, type Shops } from "./shop"

const USUAL_RUNS = 1_000
const QUICK_RUNS = 30

/** Returns the median duration of each part of the guard in microseconds, timed inside the running shop without HTTP. */
export const measureParts = async (shops: Shops, { say, quick }: BenchContext): Promise<Record<PartName, number>> => {
  const runs = quick ? QUICK_RUNS : USUAL_RUNS
  say(`Parts: ${runs} runs of each`)
  const input = (amount: number): PartsInput => ({
    new_tokens: Array.from({ length: amount }, (_, n) =>
      shops.newClerkToken(shops.customers[n % shops.customers.length]?.clerk_user_id ?? "")
    ),
    known_tokens: shops.customers.map(({ clerkToken }) => clerkToken),
    customers: shops.customers.map(({ customer_id, clerk_user_id }) => ({ customer_id, clerk_user_id })),
  })
  const ports = shops.ports.plugin
  await post<PartsTimes>(ports, "/bench/parts", input(Math.ceil(runs / 5)))
  const times = await post<PartsTimes>(ports, "/bench/parts", input(runs))
  return {
    verifyToken: median(times.verifyToken),
    "verifySessionToken, new token": median(times["verifySessionToken, new token"]),
    "verifySessionToken, known token": median(times["verifySessionToken, known token"]),
    "query by hand": median(times["query by hand"]),
    lookUpCustomer: median(times.lookUpCustomer),
    lookUpClerkUser: median(times.lookUpClerkUser),
  }
}
