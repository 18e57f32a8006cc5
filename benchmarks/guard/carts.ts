import { type Call, createCaller } from "../lib/load"
import type { BenchContext, Result } from "../lib/result"
import { inTurn } from "../lib/rounds"
import { median, quantile, rounded } from "../lib/statistics"
import { table } from "../lib/table"
import type { Cart, Shops } from "./shop"

const USUAL = { warmUps: 3, calls: 10, rounds: 60, withinMs: 180_000 }
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
type Shop = keyof Shops["ports"]

const REQUEST_NAMES: readonly RequestName[] = Object.keys(REQUESTS).filter((name): name is RequestName => name in REQUESTS)

/** The milliseconds of single calls in one round, in both shops. */
type Round = Record<Shop, number[]>

/** The rounds of each request. */
export type CartTimes = { request: RequestName; rounds: Round[] }[]

/**
 * Calls Medusa's own cart routes over one connection. Each call to one shop is followed by the same call to the other, and
 * the shops take turns to be first, so that whatever else the machine does slows both.
 */
export const measureCarts = async (shops: Shops, { say, quick }: BenchContext): Promise<CartTimes> => {
  const amount = quick ? QUICK : USUAL
  const caller = createCaller()
  let turn = 0
  const callBoth = async (request: RequestName): Promise<Round> => {
    const times: Round = { plugin: [], plain: [] }
    for (let made = 0; made < amount.calls; made++, turn++) {
      const order: Shop[] = turn % 2 === 0 ? ["plugin", "plain"] : ["plain", "plugin"]
      for (const shop of order) {
        times[shop].push(...(await caller.latencies(toCall(shops, request, shop, turn), 1)))
      }
    }
    return times
  }
  try {
    say("Medusa's own cart routes, with and without the plugin")
    await inTurn(REQUEST_NAMES, { rounds: amount.warmUps, withinMs: amount.withinMs }, callBoth)
    const found = await inTurn(REQUEST_NAMES, amount, callBoth)
    return REQUEST_NAMES.map((request) => ({ request, rounds: found.get(request) ?? [] }))
  } finally {
    caller.close()
  }
}

const toCall = ({ ports, publishableKey, ...shops }: Shops, request: RequestName, shop: Shop, turn: number): Call => {
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

/** Returns the p50 of each shop, their ratio, and the ratio in each round. */
const figuresOf = ({ rounds }: CartTimes[number]) => {
  const plugin = median(rounds.flatMap((round) => round.plugin))
  const plain = median(rounds.flatMap((round) => round.plain))
  return { plugin, plain, ratio: plugin / plain, ratios: rounds.map((round) => median(round.plugin) / median(round.plain)) }
}

/** Returns the results for programs. */
export const cartResults = (times: CartTimes): Result[] =>
  times.map((one) => {
    const { plugin, ratio } = figuresOf(one)
    return {
      bench: "guard",
      case: `p50: plugin, ${one.request}`,
      value: rounded(plugin),
      unit: "ms",
      vs: "Medusa alone",
      ratio: rounded(ratio),
    }
  })

/** Returns the results for people. */
export const cartText = (times: CartTimes): string =>
  table(
    ["Medusa's own cart routes, p50", "with the plugin", "without", "ratio (half of the rounds)", `at most ${MOST}`],
    times.map((one) => {
      const { plugin, plain, ratio, ratios } = figuresOf(one)
      return [
        one.request,
        `${plugin.toFixed(2)} ms`,
        `${plain.toFixed(2)} ms`,
        `${ratio.toFixed(3)} (${quantile(ratios, 0.25).toFixed(3)}-${quantile(ratios, 0.75).toFixed(3)})`,
        ratio <= MOST ? "met" : "missed",
      ]
    })
  )
