import { setTimeout as pause } from "node:timers/promises"
import type { PagesAnswer } from "../app/src/api/bench/clerk-pages/route"
import type { ReconcileAnswer } from "../app/src/api/bench/reconcile/route"
import { post } from "../guard/shop"
import type { BenchContext } from "../lib/result"
import { inTurn } from "../lib/rounds"
import type { ReconciledShop } from "./shop"

const ROUNDS = 5
const WITHIN_MS = 600_000

/** One of this many users differs. */
const ONE_OF = 100

const MISSING = 500
const MISSING_QUICK = 50

export type CaseName = "pages" | "in step" | "differing" | "missing"

/** The result of one run. */
export type Run = { seconds: number; memory: number[]; requests: number; users: number; mended: number }

export type Measured = { users: number; runs: Map<CaseName, Run[]> }

/**
 * Alternates between reading Clerk's pages, reconciling equal users, and reconciling with differences in one of a
 * hundred. At the end, users are missing from the shop.
 */
export const measure = async (shop: ReconciledShop, { say, quick }: BenchContext): Promise<Measured> => {
  let round = 0
  const differing = shop.ids.filter((_, n) => n % ONE_OF === 1)
  const doing = {
    pages: () => readPages(shop),
    "in step": () => reconcile(shop, 0),
    async differing() {
      round += 1
      differing.forEach((id, n) => changeAtClerk(shop, id, n % 2 === 0, round))
      return reconcile(shop, differing.length)
    },
  }
  say("Warming up")
  await doing.pages()
  await doing["in step"]()
  say(`Up to ${quick ? 1 : ROUNDS} rounds over ${shop.ids.length.toLocaleString("en-US")} users`)
  const names = ["pages", "in step", "differing"] as const
  const found = await inTurn(names, { rounds: quick ? 1 : ROUNDS, withinMs: WITHIN_MS }, (name) => doing[name]())
  const missing = quick ? MISSING_QUICK : MISSING
  say(`Adding ${missing} users whose webhooks were lost`)
  for (let n = 0; n < missing; n++) {
    const unsafe_metadata = { accountType: "business", company: `New company ${n}` }
    shop.clerk.users.create({ email: `missing-${n}@example.com`, unsafe_metadata })
  }
  return { users: shop.ids.length, runs: new Map<CaseName, Run[]>([...found, ["missing", [await reconcile(shop, missing)]]]) }
}

/** Changes each of these users' company or ban. */
const changeAtClerk = ({ clerk }: ReconciledShop, id: string, ban: boolean, round: number): void => {
  if (!ban) {
    clerk.users.update(id, { unsafe_metadata: { accountType: "business", company: `Round ${round} GmbH` } })
  } else if (clerk.users.get(id)?.banned) {
    clerk.users.unban(id)
  } else {
    clerk.users.ban(id)
  }
}

const readPages = async ({ port, clerk }: ReconciledShop): Promise<Run> => {
  clerk.requests.reset()
  const { seconds, memory, users } = await post<PagesAnswer>(port, "/bench/clerk-pages", {})
  return { seconds, memory, users, requests: clerk.requests.count(), mended: 0 }
}

/** Reconciles. @throws Error unless it mends exactly the users that differ */
const reconcile = async (shop: ReconciledShop, differing: number): Promise<Run> => {
  shop.clerk.requests.reset()
  const { status, counts, seconds, memory } = await post<ReconcileAnswer>(shop.port, "/bench/reconcile", {})
  const { users, equal, mended, requests } = counts
  if (status !== "completed" || mended !== differing || equal !== users - differing) {
    throw new Error(`The run should have mended ${differing} of ${users} users: ${status}, ${JSON.stringify(counts)}.`)
  }
  await writtenBack(shop)
  return { seconds, memory, users, requests, mended }
}

/** Waits until all changes are written to Clerk, so that the next run does not overlap with that. */
const writtenBack = async ({ client }: ReconciledShop): Promise<void> => {
  while ((await client.query("SELECT 1 FROM clerk_write_back")).rowCount) {
    await pause(50)
  }
}
