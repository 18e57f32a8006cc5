import type { PartName } from "../app/src/api/bench/parts/route"
import type { CaseName } from "./cases"

/** Ours, and what it is held against. */
export type Pair<Name> = readonly [ours: Name, other: Name]

/** Which cases are held against each other. */
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

/** What is added to a request, ours against the guard by hand. */
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

/** Which parts are held against each other. */
export const PART_COMPARISONS: readonly Pair<PartName>[] = [
  ["lookUpCustomer", "query by hand"],
  ["lookUpClerkUser", "query by hand"],
  ["verifySessionToken, new token", "verifyToken"],
  ["verifySessionToken, known token", "verifyToken"],
]

/** The most that may be added at p50 beyond Medusa's own authentication, in ms. */
export const MOST_ADDED = 0.5

/** The share of the other's throughput that must be left. */
export const LEAST_THROUGHPUT = 0.9

/** What the goals are about: time added, and throughput kept. */
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
