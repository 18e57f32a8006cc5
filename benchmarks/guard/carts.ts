import { type Call, createCaller } from "../lib/load"
import type { BenchContext, Result } from "../lib/result"
import { inTurn } from "../lib/rounds"
import { median, quantile, rounded } from "../lib/statistics"
import { table } from "../lib/table"
import type { Cart, Shops } from "./shop"

const USUAL = { warmUps: 2, calls: 10, rounds: 40, withinMs: 60_000 }
const QUICK = { warmUps: 1, calls: 2, rounds: 2, withinMs: 0 }

/** The largest allowed ratio between Medusa's cart routes with and without the plugin. */
const MOST = 1.05

/** Requests that storefronts send often. */
const REQUESTS = {
  "read own cart": { whose: "carts", path: ({ id }) => `/store/carts/${id}` },
  "read a guest's cart": { whose: "guestCarts", path: ({ id }) => `/store/carts/${id}` },
  "note something in own cart": { whose: "carts", path: ({ id }) => `/store/carts/${id}`, body: (turn) => ({ metadata: { turn } }) },
  "change a quantity in own cart": {
    whose: "carts",
    path: ({ id, lineId }) => `/store/carts/${id}/line-items/${lineId}`,
    body: (turn) => ({ quantity: 1 + (turn % 5) }),
  },
} as const satisfies Record<string, { whose: "carts" | "guestCarts"; path: (cart: Cart) => string; body?: (turn: number) => unknown }>

type RequestName = keyof typeof REQUESTS
type Candidate = { request: RequestName; shop: keyof Shops["ports"] }

const REQUEST_NAMES: readonly RequestName[] = Object.keys(REQUESTS).filter((name): name is RequestName => name in REQUESTS)

/** The milliseconds of single calls in each round, with the plugin and without. */
export type CartTimes = { request: RequestName; plugin: number[][]; plain: number[][] }[]

/** Calls Medusa's own cart routes in both shops alternately, over one connection. */
export const measureCarts = async (shops: Shops, { say, quick }: BenchContext): Promise<CartTimes> => {
  const amount = quick ? QUICK : USUAL
  const candidates = REQUEST_NAMES.flatMap((request): Candidate[] => [
    { request, shop: "plugin" },
    { request, shop: "plain" },
  ])
  const keyOf = ({ request, shop }: Candidate) => `${shop}: ${request}`
  const byKey = new Map(candidates.map((candidate) => [keyOf(candidate), candidate]))
  const caller = createCaller()
  let turn = 0
  const callAll = async (key: string): Promise<number[]> => {
    const candidate = byKey.get(key)
    const times: number[] = []
    for (let made = 0; candidate && made < amount.calls; made++) {
      times.push(...(await caller.latencies(toCall(shops, candidate, turn++), 1)))
    }
    return times
  }
  try {
    say("Medusa's own cart routes, with and without the plugin")
    const keys = [...byKey.keys()]
    await inTurn(keys, { rounds: amount.warmUps, withinMs: amount.withinMs }, callAll)
    const found = await inTurn(keys, amount, callAll)
    const timesOf = (request: RequestName, shop: Candidate["shop"]) => found.get(keyOf({ request, shop })) ?? []
    return REQUEST_NAMES.map((request) => ({ request, plugin: timesOf(request, "plugin"), plain: timesOf(request, "plain") }))
  } finally {
    caller.close()
  }
}

const toCall = ({ ports, publishableKey, ...shops }: Shops, { request, shop }: Candidate, turn: number): Call => {
  const { whose, path, ...rest } = REQUESTS[request]
  const carts = shops[whose]
  const cart = carts[turn % carts.length]
  if (!cart) {
    throw new Error("There are no carts.")
  }
  return {
    port: ports[shop],
    path: path(cart),
    headers: () => ({ "x-publishable-api-key": publishableKey, ...(cart.token && { authorization: `Bearer ${cart.token}` }) }),
    ...("body" in rest ? { body: rest.body(turn) } : {}),
  }
}

const ratiosOf = ({ plugin, plain }: CartTimes[number]): number[] =>
  plugin.map((times, round) => median(times) / median(plain[round] ?? []))

/** Returns the results for programs. */
export const cartResults = (times: CartTimes): Result[] =>
  times.map((one) => ({
    bench: "guard",
    case: `p50: plugin, ${one.request}`,
    value: rounded(median(one.plugin.flat())),
    unit: "ms",
    vs: "Medusa alone",
    ratio: rounded(median(ratiosOf(one))),
  }))

/** Returns the results for people. */
export const cartText = (times: CartTimes): string =>
  table(
    ["Medusa's own cart routes, p50", "with the plugin", "without", "ratio (half of the rounds)", `at most ${MOST}`],
    times.map((one) => {
      const ratios = ratiosOf(one)
      const ratio = median(ratios)
      return [
        one.request,
        `${median(one.plugin.flat()).toFixed(2)} ms`,
        `${median(one.plain.flat()).toFixed(2)} ms`,
        `${ratio.toFixed(3)} (${quantile(ratios, 0.25).toFixed(3)}-${quantile(ratios, 0.75).toFixed(3)})`,
        ratio <= MOST ? "met" : "missed",
      ]
    })
  )
