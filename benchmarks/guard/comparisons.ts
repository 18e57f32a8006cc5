import type { PartName } from "../app/src/api/bench/parts/route"
import type { CaseName } from "./cases"

/** The plugin's case and the one to compare it with. */
export type Pair<Name> = readonly [ours: Name, other: Name]

/** The cases to compare. */
export const COMPARISONS: readonly Pair<CaseName>[] = [
  ["guard", "medusa"],
  ["guard", "seeds"],
  ["guard", "bridge"],
  ["bridge", "medusa"],
  ["clerk", "medusa"],
  ["clerk", "guard"],
  ["newClerk", "guard"],
  ["authGuard", "authOnly"],
  ["authGuard", "authSeeds"],
  ["authClerk", "authGuard"],
]

/** What the plugin adds to a request, compared with the handwritten guard. */
export const ADDITIONS: readonly (readonly [ours: Pair<CaseName>, other: Pair<CaseName>])[] = [
  [
    ["guard", "medusa"],
    ["seeds", "medusa"],
  ],
  [
    ["clerk", "medusa"],
    ["seeds", "medusa"],
  ],
  [
    ["authGuard", "authOnly"],
    ["authSeeds", "authOnly"],
  ],
]

/** The parts to compare. */
export const PART_COMPARISONS: readonly Pair<PartName>[] = [
  ["lookUpCustomer", "query by hand"],
  ["lookUpClerkUser", "query by hand"],
  ["verifySessionToken, new token", "verifyToken"],
  ["verifySessionToken, known token", "verifyToken"],
]

/** The largest allowed addition at p50 to Medusa's own authentication, in milliseconds. */
export const MOST_ADDED = 0.5

/** The smallest allowed ratio of throughput. */
export const LEAST_THROUGHPUT = 0.9

/** The comparisons with goals: for added time and for throughput. */
export const GOALS: { added: readonly Pair<CaseName>[]; throughput: readonly Pair<CaseName>[] } = {
  added: [
    ["guard", "medusa"],
    ["authGuard", "authOnly"],
  ],
  throughput: [
    ["guard", "bridge"],
    ["guard", "medusa"],
  ],
}
