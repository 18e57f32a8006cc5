import { performance } from "node:perf_hooks"

/** How often each candidate runs: `rounds` times, or fewer if they take longer than `withinMs`. */
export type Rounds = { rounds: number; withinMs: number }

const FEWEST_ROUNDS = 2

/**
 * Runs several candidates in turn, round after round, so that other load on the machine affects all of them. Each round
 * begins with another candidate. Returns the results of each candidate in the order of the rounds.
 */
export const inTurn = async <Name extends string, Found>(
  names: readonly Name[],
  { rounds, withinMs }: Rounds,
  measure: (name: Name) => Promise<Found>
): Promise<Map<Name, Found[]>> => {
  const found = new Map<Name, Found[]>(names.map((name) => [name, []]))
  const end = performance.now() + withinMs
  for (let round = 0; round < rounds && (round < FEWEST_ROUNDS || performance.now() < end); round++) {
    const first = round % names.length
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      found.get(name)?.push(await measure(name))
    }
  }
  return found
}
